package io.cloister.catalog.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Archives as they are found in the world, good and bad. */
public final class TestArchives {

    private TestArchives() {}

    /** Something that puts entries into a tar. */
    interface TarContent {
        void write(TarArchiveOutputStream tar) throws IOException;
    }

    /** Something that puts entries into a zip. */
    interface ZipContent {
        void write(ZipArchiveOutputStream zip) throws IOException;
    }

    static Path tar(Path file, TarContent content) throws IOException {
        try (OutputStream out = file.toString().endsWith("gz")
                        ? new GzipCompressorOutputStream(Files.newOutputStream(file))
                        : Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            content.write(tar);
        }
        return file;
    }

    static Path zip(Path file, ZipContent content) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            content.write(zip);
        }
        return file;
    }

    static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        // The constructor without this flag repairs names that lead elsewhere.
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    static void put(TarArchiveOutputStream tar, String name, byte type, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    static void put(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
        put(zip, name, content, 0);
    }

    static void put(ZipArchiveOutputStream zip, String name, byte[] content, int unixMode) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (unixMode != 0) {
            entry.setUnixMode(unixMode);
        }
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A folder's files below one folder of the archive. */
    public static Path pack(Path folder, Path file) throws IOException {
        try (var entries = Files.list(folder)) {
            var files = entries.sorted().toList();
            return file.toString().endsWith(".zip")
                    ? zip(file, zip -> {
                        for (Path one : files) {
                            put(zip, "model/" + one.getFileName(), Files.readAllBytes(one));
                        }
                    })
                    : tar(file, tar -> {
                        for (Path one : files) {
                            put(tar, "model/" + one.getFileName(), Files.readAllBytes(one));
                        }
                    });
        }
    }
}
