package io.cloister.knowledge.isolation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are made to harm whoever reads them. Made here, small, and never written to the disk. */
final class HostileFiles {

    /** A path that a file tries to write to. */
    static final String EVIL = "/tmp/cloister-evil-file";

    private static final String TYPES = """
            <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/word/document.xml"
              ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
            """;
    private static final String RELATIONS = """
            <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="r" Target="word/document.xml"
              Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>
            """;
    private static final String BILLION_LAUGHS = """
            <?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha">
            <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
            <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
            <!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
            <!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;"><!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;">]>
            """;
    private static final String OUTSIDE = """
            <?xml version="1.0"?><!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">
            <!ENTITY y SYSTEM "http://127.0.0.1:9/leak">]>
            """;

    private HostileFiles() {}

    /** By what is wrong with them. */
    static Map<String, byte[]> byName() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        archives(files);
        markup(files);
        pdfs(files);
        texts(files);
        return files;
    }

    private static void archives(Map<String, byte[]> files) {
        files.put("slip-up.docx", word("Text", Map.of("../../../../../.." + EVIL, bytes("evil"))));
        files.put("slip-absolute.docx", word("Text", Map.of(EVIL, bytes("evil"))));
        files.put("slip-backslash.docx", word("Text", Map.of("..\\..\\.." + EVIL.replace('/', '\\'), bytes("evil"))));
        files.put("slip-inside.docx", word("Text", Map.of("word/../../.." + EVIL, bytes("evil"))));
        files.put("symbolic-link.docx", word("Text", Map.of("word/link", bytes("/etc/passwd"))));
        files.put("bomb-zeros.docx", zip(Map.of("[Content_Types].xml", new byte[150 << 20])));
        files.put("bomb-paragraphs.docx", wordXml(document("<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(3_000_000))));
        files.put("bomb-one-paragraph.docx", wordXml(document(paragraph("a".repeat(100 << 20)))));
        files.put("nested.zip", nested(12));
        files.put("nested.docx", nested(12));
        files.put("overlapping.docx", overlapping(2_000));
        files.put("many-entries.docx", word("Text", entries(30_000)));
        files.put("not-an-archive.docx", bytes("PK\u0003\u0004 nothing of the kind"));
        files.put("cut-off.docx", Arrays.copyOf(word("Some text that is cut off", Map.of()), 300));
    }

    private static void markup(Map<String, byte[]> files) {
        files.put("laughs.docx", wordXml(BILLION_LAUGHS + document(paragraph("&i;"))));
        files.put("outside.docx", wordXml(OUTSIDE + document(paragraph("&x;&y;"))));
        files.put(
                "laughs.svg", bytes(BILLION_LAUGHS + "<svg xmlns='http://www.w3.org/2000/svg'><text>&i;</text></svg>"));
        files.put("outside.svg", bytes(OUTSIDE + "<svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>"));
        files.put(
                "laughs.xhtml", bytes(BILLION_LAUGHS + "<html xmlns='http://www.w3.org/1999/xhtml'><p>&i;</p></html>"));
        files.put(
                "outside.xhtml", bytes(OUTSIDE + "<html xmlns='http://www.w3.org/1999/xhtml'><p>&x; words</p></html>"));
        files.put("deep.html", bytes("<html><body>" + "<div>".repeat(200_000) + "deep words"));
        files.put("attributes.html", bytes("<html><body><p " + attributes(200_000) + ">words</p></body></html>"));
        files.put(
                "scripts.html",
                bytes(
                        "<html><body><script>location='http://127.0.0.1:9'</script><iframe src='file:///etc/passwd'></iframe><p>words</p>"));
        files.put("table.html", bytes("<table>" + "<tr><td>cell</td><td>1</td></tr>".repeat(100_000) + "</table>"));
        files.put("quotes.md", bytes("> ".repeat(50_000) + "words"));
        files.put("lists.md", bytes(lists(3_000)));
        files.put("brackets.md", bytes("[".repeat(100_000) + "words" + "](".repeat(50_000)));
    }

    private static void pdfs(Map<String, byte[]> files) {
        files.put("script.pdf", pdf("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>", 1));
        files.put("launch.pdf", pdf("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>", 1));
        files.put("address.pdf", pdf("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(http://127.0.0.1:9/)>>>>", 1));
        files.put(
                "form.pdf",
                pdf("<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA(" + OUTSIDE.replace("(", "") + "<x>&x;</x>)>>>>", 1));
        files.put(
                "circle.pdf",
                bytes(
                        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
        files.put("hundred-thousand-pages.pdf", pdf("<</Type/Catalog/Pages 2 0 R>>", 100_000));
        files.put("bomb-stream.pdf", stream(new byte[200 << 20], ""));
        files.put("bomb-twice.pdf", stream(deflated(new byte[300 << 20]), "/FlateDecode "));
        files.put("bomb-text.pdf", stream(bytes("BT /F1 1 Tf (a) Tj ET ".repeat(1_000_000)), ""));
        files.put(
                "deep-arrays.pdf",
                bytes("%PDF-1.4\n1 0 obj" + "[".repeat(500_000) + "endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
        files.put(
                "encrypted.pdf",
                pdf("<</Type/Catalog/Pages 2 0 R>>", 1, "/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -1>>"));
        files.put("cut-off.pdf", Arrays.copyOf(pdf("<</Type/Catalog/Pages 2 0 R>>", 3), 120));
        files.put("only-its-name.pdf", bytes("%PDF-1.7\n"));
        files.put(
                "huge-number.pdf",
                bytes(
                        "%PDF-1.4\nxref\n0 99999999999999\ntrailer<</Size 99999999999999/Root 1 0 R>>\nstartxref\n9\n%%EOF"));
        files.put("pdf-and-archive.pdf", joined(pdf("<</Type/Catalog/Pages 2 0 R>>", 1), word("Text", Map.of())));
    }

    private static void texts(Map<String, byte[]> files) {
        files.put("one-line.csv", bytes("value,".repeat(8_000_000)));
        files.put("one-word.txt", bytes("a".repeat(9_000_000)));
        files.put("zeros.txt", new byte[5 << 20]);
        files.put("half-characters.txt", bytes("\u0301".repeat(500_000)));
        files.put(
                "broken-utf16.txt",
                joined(new byte[] {(byte) 0xFF, (byte) 0xFE, 0x00, (byte) 0xD8}, bytes("words and words")));
        files.put("virus-test.txt", bytes("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"));
        files.put("program.pdf", joined(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1}, new byte[4000]));
        files.put("picture.png", picture());
        files.put("\u202Egnp.exe\u202C.txt", bytes("Words below a name that runs backwards."));
        files.put("../../../../etc/passwd", bytes("Words of a file with a path for a name."));
        files.put("n".repeat(255) + ".txt", bytes("Words of a file with a long name."));
        files.put("line\nbreak\u0000.txt", bytes("Words of a file with a broken name."));
        files.put("", bytes("Words of a file without a name."));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String paragraph(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static String document(String body) {
        return "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body
                + "</w:body></w:document>";
    }

    private static byte[] word(String text, Map<String, byte[]> more) {
        Map<String, byte[]> parts = new LinkedHashMap<>(parts(document(paragraph(text))));
        parts.putAll(more);
        return zip(parts);
    }

    private static byte[] wordXml(String xml) {
        return zip(parts(xml));
    }

    private static Map<String, byte[]> parts(String xml) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", bytes(TYPES));
        parts.put("_rels/.rels", bytes(RELATIONS));
        parts.put("word/document.xml", bytes(xml));
        return parts;
    }

    private static Map<String, byte[]> entries(int count) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int number = 0; number < count; number++) {
            entries.put("word/media/" + number, new byte[0]);
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] nested(int depth) {
        byte[] inner = zip(Map.of("zeros", new byte[1 << 20]));
        for (int level = 0; level < depth; level++) {
            inner = zip(Map.of("inner.zip", inner, "again.zip", inner));
        }
        return inner;
    }

    /** Many names for one compressed content (Fifield, "A better zip bomb", 2019). */
    private static byte[] overlapping(int names) {
        byte[] zeros = new byte[1 << 20];
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(zeros);
        deflater.finish();
        byte[] packed = new byte[1 << 16];
        packed = Arrays.copyOf(packed, deflater.deflate(packed));
        CRC32 check = new CRC32();
        check.update(zeros);
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        byte[] name = bytes("[Content_Types].xml");
        buffer.putInt(0x04034B50)
                .putShort((short) 20)
                .putShort((short) 0)
                .putShort((short) 8)
                .putInt(0);
        buffer.putInt((int) check.getValue()).putInt(packed.length).putInt(zeros.length);
        buffer.putShort((short) name.length).putShort((short) 0).put(name).put(packed);
        int directory = buffer.position();
        for (int number = 0; number < names; number++) {
            byte[] own = number == 0 ? name : bytes("word/part" + number + ".xml");
            buffer.putInt(0x02014B50)
                    .putShort((short) 20)
                    .putShort((short) 20)
                    .putShort((short) 0)
                    .putShort((short) 8);
            buffer.putInt(0)
                    .putInt((int) check.getValue())
                    .putInt(packed.length)
                    .putInt(zeros.length);
            buffer.putShort((short) own.length)
                    .putInt(0)
                    .putInt(0)
                    .putInt(0)
                    .putInt(0)
                    .put(own);
        }
        int length = buffer.position() - directory;
        buffer.putInt(0x06054B50).putInt(0).putShort((short) names).putShort((short) names);
        buffer.putInt(length).putInt(directory).putShort((short) 0);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] pdf(String catalog, int pages) {
        return pdf(catalog, pages, "");
    }

    private static byte[] pdf(String catalog, int pages, String trailer) {
        StringBuilder text = new StringBuilder("%PDF-1.4\n1 0 obj")
                .append(catalog)
                .append("endobj\n2 0 obj<</Type/Pages/Count ")
                .append(pages)
                .append("/Kids[");
        for (int page = 0; page < pages; page++) {
            text.append("3 0 R ");
        }
        text.append(
                        "]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n")
                .append(
                        "4 0 obj<</Length 44>>stream\nBT /F1 12 Tf 50 700 Td (Words on a page) Tj ET\nendstream endobj\n")
                .append("5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R")
                .append(trailer)
                .append(">>\n%%EOF");
        return text.toString().getBytes(ISO_8859_1);
    }

    private static byte[] stream(byte[] content, String moreFilters) {
        byte[] packed = deflated(content);
        String head =
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
                        + "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
                        + "4 0 obj<</Length " + packed.length + "/Filter[/FlateDecode " + moreFilters + "]>>stream\n";
        return joined(
                joined(head.getBytes(ISO_8859_1), packed), bytes("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
    }

    private static String attributes(int count) {
        List<String> attributes = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            attributes.add("a" + number + "=x");
        }
        return String.join(" ", attributes);
    }

    private static String lists(int depth) {
        StringBuilder lists = new StringBuilder();
        for (int level = 0; level < depth; level++) {
            lists.append(" ".repeat(2 * level)).append("- words\n");
        }
        return lists.toString();
    }

    /** A picture of 60,000 by 60,000 points in a few bytes. */
    private static byte[] picture() {
        ByteBuffer head = ByteBuffer.allocate(33);
        head.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(bytes("IHDR"));
        head.putInt(60_000).putInt(60_000).put(new byte[] {8, 6, 0, 0, 0}).putInt(0);
        return joined(head.array(), deflated(new byte[1 << 20]));
    }
}
