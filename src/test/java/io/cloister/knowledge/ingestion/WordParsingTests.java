package io.cloister.knowledge.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

class WordParsingTests {

    @TempDir
    Path directory;

    @Test
    void readsHeadingsParagraphsAndRows() throws IOException {
        ParsedDocument parsed = TestParser.parse(word(), "contract.docx");

        assertThat(parsed.kind()).isEqualTo(FileKind.WORD);
        assertThat(parsed.pages()).isNull();
        assertThat(parsed.title()).isEqualTo("Signature policy");
        assertThat(TestParser.texts(parsed, Block.Kind.HEADING)).containsExactly("6. Signature");
        assertThat(TestParser.texts(parsed, Block.Kind.PARAGRAPH)).containsExactly("Two people sign. Both are named.");
        assertThat(TestParser.texts(parsed, Block.Kind.TABLE_ROW))
                .containsExactly("Value | Signature", "Up to EUR 10,000 | Department head");
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        byte[] whole = word();

        assertRefused(Arrays.copyOf(whole, whole.length / 2), "broken");
    }

    @Test
    void refusesRubbishUnderAWordName() {
        assertRefused(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "broken");
    }

    @Test
    void refusesAFileWithAPassword() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("open sesame");
            try (OPCPackage opened = open(word());
                    var sealed = encryptor.getDataStream(files)) {
                opened.save(sealed);
            }
            files.writeFilesystem(out);
        }

        assertRefused(out.toByteArray(), "encrypted");
    }

    @Test
    void neverReadsFilesOfThisMachineThroughEntities() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "the-secret-of-this-machine");
        byte[] hostile = withDocumentXml("<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>");

        try {
            ParsedDocument parsed = TestParser.parse(hostile, "x.docx");
            assertThat(TestParser.texts(parsed)).noneMatch(text -> text.contains("the-secret-of-this-machine"));
        } catch (RefusedFile refused) {
            assertThat(refused.reason()).isIn("broken", "no-text");
        }
    }

    @Test
    void stopsAtEntitiesThatUnfoldWithoutEnd() throws IOException {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"lol\">");
        for (int depth = 1; depth < 12; depth++) {
            entities.append("<!ENTITY e%d \"%s\">".formatted(depth, ("&e" + (depth - 1) + ";").repeat(10)));
        }
        byte[] hostile =
                withDocumentXml(entities.append("<!ENTITY e \"&e11;\">]>").toString());

        assertThatExceptionOfType(RefusedFile.class).isThrownBy(() -> TestParser.parse(hostile, "x.docx"));
    }

    private static byte[] word() throws IOException {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.getProperties().getCoreProperties().setTitle("Signature policy");
            CTStyle style = CTStyle.Factory.newInstance();
            style.setStyleId("Heading1");
            style.addNewName().setVal("heading 1");
            document.createStyles().addStyle(new XWPFStyle(style));
            XWPFParagraph heading = document.createParagraph();
            heading.setStyle("Heading1");
            heading.createRun().setText("6. Signature");
            document.createParagraph().createRun().setText("Two people sign. Both are named.");
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Value");
            table.getRow(0).getCell(1).setText("Signature");
            table.getRow(1).getCell(0).setText("Up to EUR 10,000");
            table.getRow(1).getCell(1).setText("Department head");
            document.write(out);
            return out.toByteArray();
        }
    }

    private static OPCPackage open(byte[] word) throws IOException, InvalidFormatException {
        return OPCPackage.open(new ByteArrayInputStream(word));
    }

    /** A Word file whose main part begins with a document type and uses its entity {@code e} as text. */
    private static byte[] withDocumentXml(String documentType) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(word()));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().equals("word/document.xml")) {
                    content = content.replaceFirst("(<\\?xml[^>]*>)?", "$1" + documentType.replace("\\", "\\\\"))
                            .replace("Two people sign.", "&e;");
                }
                zip.write(content.getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static void assertRefused(byte[] content, String reason) {
        assertThatExceptionOfType(RefusedFile.class)
                .isThrownBy(() -> TestParser.parse(content, "contract.docx"))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
