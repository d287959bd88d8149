package io.cloister.catalog.archive;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.store.ByteCount;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Reads tar from its beginning to its end. Progress is counted in bytes of the archive. */
final class TarEntries {

    private TarEntries() {}

    static void unpack(Path archive, boolean gzip, Unpacking unpacking, BuildProgress progress) throws IOException {
        ByteCount count = new ByteCount(progress, Files.size(archive));
        try (InputStream file = new BufferedInputStream(new Counted(Files.newInputStream(archive), count), 1 << 20);
                TarArchiveInputStream tar = open(file, gzip)) {
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                unpacking.check(entry.getName(), isPlain(entry));
                if (entry.isFile()) {
                    unpacking.write(entry.getName(), tar, count, false);
                }
            }
        }
    }

    private static TarArchiveInputStream open(InputStream file, boolean gzip) {
        try {
            return new TarArchiveInputStream(
                    gzip
                            ? GzipCompressorInputStream.builder()
                                    .setInputStream(file)
                                    .setDecompressConcatenated(true)
                                    .get()
                            : file);
        } catch (IOException e) {
            throw Archive.damaged(e);
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) {
        try {
            return tar.getNextEntry();
        } catch (IOException | IllegalArgumentException e) {
            throw Archive.damaged(e);
        }
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        return (entry.isFile() || entry.isDirectory())
                && !entry.isLink()
                && !entry.isSymbolicLink()
                && !entry.isFIFO()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice()
                && !entry.isSparse();
    }

    /** Counts what is read of the archive itself. */
    private static final class Counted extends FilterInputStream {

        private final ByteCount count;

        Counted(InputStream in, ByteCount count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count.add(Math.max(0, read));
            return read;
        }
    }
}
