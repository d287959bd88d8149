package io.cloister.inference.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a checkpoint. Opens no links: neither symbolic ones nor files that have a second name, because through
 * either a stranger's folder could show what lies outside of it.
 */
record CheckpointFolder(Path path) {

    /** As much as the header of a safetensors file may have; the largest real texts have a tenth. */
    private static final int LARGEST_TEXT = 100_000_000;

    static CheckpointFolder at(Path path) throws UnusableCheckpointException {
        if (!Files.isDirectory(path)) {
            throw new UnusableCheckpointException(
                    "'%s' is no folder; name the folder of a checkpoint.".formatted(path));
        }
        return new CheckpointFolder(path);
    }

    boolean has(String name) {
        return Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** The names of the folder's plain files, sorted. */
    List<String> names() throws UnusableCheckpointException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableCheckpointException(
                    "The folder '%s' cannot be read; give the portal's account permission.".formatted(path), e);
        }
    }

    /** @throws UnusableCheckpointException where it is missing, not a plain file, or has a second name */
    FileChannel open(String name) throws UnusableCheckpointException {
        Path file = path.resolve(name);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw unfit(name, has(name) ? "is a link or a folder" : "is missing");
            }
            if (names(file) > 1) {
                throw unfit(name, "is a hard link, known elsewhere by another name");
            }
            return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** @throws UnusableCheckpointException where it is not in UTF-8 too */
    String text(String name) throws UnusableCheckpointException {
        try (FileChannel channel = open(name)) {
            if (channel.size() > LARGEST_TEXT) {
                throw UnusableCheckpointException.damaged(name, "it is larger than 100 MB");
            }
            return utf8(bytes(channel, 0, LARGEST_TEXT));
        } catch (CharacterCodingException e) {
            throw UnusableCheckpointException.damaged(name, "it is no text in UTF-8", e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The first bytes of a plain file, or all where it is shorter. */
    byte[] start(String name, int length) throws UnusableCheckpointException {
        try (FileChannel channel =
                FileChannel.open(path.resolve(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return bytes(channel, 0, length);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** Fewer where the file ends before. */
    static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(channel.size() - position, 0, length));
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {}
        return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
    }

    /** @throws CharacterCodingException where they are no UTF-8, which is otherwise replaced without a word */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    static UnusableCheckpointException unreadable(String name, IOException cause) {
        return switch (cause) {
            case UnusableCheckpointException told -> told;
            case AccessDeniedException _ ->
                new UnusableCheckpointException(
                        "The file '%s' may not be read; give the portal's account permission.".formatted(name), cause);
            default -> UnusableCheckpointException.damaged(name, "it cannot be read", cause);
        };
    }

    private static int names(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                        && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer count
                ? count
                : 1;
    }

    private static UnusableCheckpointException unfit(String name, String fault) {
        return new UnusableCheckpointException(
                "The file '%.200s' %s; copy the file itself into the checkpoint's folder.".formatted(name, fault));
    }
}
