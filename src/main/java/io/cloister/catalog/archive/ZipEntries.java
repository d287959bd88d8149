package io.cloister.catalog.archive;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.store.ByteCount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads zip by its directory, which alone says what is a link. */
final class ZipEntries {

    private static final int FILE_TYPE = 0170000;
    private static final int PLAIN_FILE = 0100000;
    private static final int FOLDER = 0040000;

    private ZipEntries() {}

    static void unpack(Path archive, Unpacking unpacking, BuildProgress progress) throws IOException {
        try (ZipFile zip = open(archive)) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            long total = entries.stream()
                    .mapToLong(entry -> Math.max(0, entry.getSize()))
                    .sum();
            ByteCount count = new ByteCount(progress, Math.max(0, total));
            for (ZipArchiveEntry entry : entries) {
                unpacking.check(entry.getName(), isPlain(entry));
                if (entry.isDirectory()) {
                    continue;
                }
                if (!zip.canReadEntryData(entry)) {
                    throw Archive.refused(
                            "The archive's '%s' is encrypted, or packed in a way that is not understood; pack it again as a plain zip."
                                    .formatted(entry.getName()));
                }
                try (InputStream content = content(zip, entry)) {
                    unpacking.write(entry.getName(), content, count, true);
                }
            }
        }
    }

    private static ZipFile open(Path archive) {
        try {
            return ZipFile.builder().setPath(archive).get();
        } catch (IOException | IllegalArgumentException e) {
            throw Archive.damaged(e);
        }
    }

    private static InputStream content(ZipFile zip, ZipArchiveEntry entry) {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | IllegalArgumentException e) {
            throw Archive.damaged(e);
        }
    }

    /** Archives made elsewhere than on Unix have no type. */
    private static boolean isPlain(ZipArchiveEntry entry) {
        int type = entry.getUnixMode() & FILE_TYPE;
        return type == 0 || type == PLAIN_FILE || type == FOLDER;
    }
}
