package io.cloister.inference.checkpoint;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Files that can run code when they are opened by those who made the format: Python's pickles, and formats that may hold
 * one. Told by how they begin, whatever they are called. None is ever opened beyond that.
 */
final class Pickles {

    /** Pickle protocols 2 to 5, zip, gzip, zlib, bzip2, xz, lzma, lz4, zstd, 7z, HDF5 and NumPy. */
    private static final List<byte[]> STARTS = Stream.of(
                    "8002",
                    "8003",
                    "8004",
                    "8005",
                    "504b0304",
                    "504b0506",
                    "1f8b",
                    "7801",
                    "785e",
                    "789c",
                    "78da",
                    "425a68",
                    "fd377a585a00",
                    "5d0000",
                    "04224d18",
                    "28b52ffd",
                    "377abcaf271c",
                    "894844460d0a1a0a",
                    "934e554d5059")
            .map(HexFormat.of()::parseHex)
            .toList();

    /** Older pickles are plain text, which only the name tells. */
    private static final List<String> SUFFIXES =
            List.of(".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".h5", ".npy", ".npz");

    private Pickles() {}

    /** @throws UnusableCheckpointException where a file that is called a safetensors file is a pickle */
    static void refuseDisguised(CheckpointFolder folder, String name) throws UnusableCheckpointException {
        if (isOne(folder, name)) {
            throw new UnusableCheckpointException(
                    "The file '%s' is no safetensors file but a pickle or an archive that may hold one, and pickles can run code; use the weights that the maker publishes as safetensors."
                            .formatted(name));
        }
    }

    /** @throws UnusableCheckpointException where the folder has a pickle; called where it has no safetensors */
    static void refuseInsteadOf(CheckpointFolder folder, String missing) throws UnusableCheckpointException {
        for (String name : folder.names()) {
            if (SUFFIXES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith) || isOne(folder, name)) {
                throw new UnusableCheckpointException(
                        "The folder has '%s' but no '%s'; pickles and archives that may hold one can run code, so use the weights that the maker publishes as safetensors."
                                .formatted(name, missing));
            }
        }
    }

    /** A safetensors file begins with the length of its header, which can look like a pickle: 640 is 80 02. */
    private static boolean isOne(CheckpointFolder folder, String name) throws UnusableCheckpointException {
        byte[] start = folder.start(name, SafetensorsHeader.START);
        return !SafetensorsHeader.isPlausible(start) && STARTS.stream().anyMatch(known -> startsWith(start, known));
    }

    private static boolean startsWith(byte[] start, byte[] known) {
        return start.length >= known.length && Arrays.equals(start, 0, known.length, known, 0, known.length);
    }
}
