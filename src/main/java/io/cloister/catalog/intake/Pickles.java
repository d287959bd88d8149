package io.cloister.catalog.intake;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Formats that can hold a program which runs when they are read: pickles, plain or packed, and what numpy and Keras
 * write. They are known by their first bytes, whatever they are called.
 */
final class Pickles {

    /** zip (PyTorch, npz, Keras), HDF5, numpy, gzip, bzip2, xz, zlib (joblib), 7-Zip, and pickles of protocols 2 to 5. */
    private static final List<String> BEGINNINGS = List.of(
            "504b0304",
            "504b0506",
            "894844460d0a1a0a",
            "934e554d5059",
            "1f8b",
            "425a68",
            "fd377a585a00",
            "7801",
            "785e",
            "789c",
            "78da",
            "377abcaf271c",
            "80028a",
            "8002",
            "8003",
            "8004",
            "8005");

    /** Protocols 0 and 1 are text: an opcode, then names on lines of their own. */
    private static final Pattern TEXT_PICKLE =
            Pattern.compile("(?s)[(]?(c[\\w.]+\\n\\w+\\n|[(]?[dl]p?\\d*\\n|i[\\w.]+\\n\\w+\\n).*");

    private static final Set<String> WEIGHTS = Set.of("safetensors", "onnx");
    /** Raw numbers, which may begin with any bytes and are never read as anything else. */
    private static final Pattern RAW = Pattern.compile(".*\\.(safetensors|data|onnx[._]data(_\\d+)?)");

    private static final Pattern USUAL_NAME =
            Pattern.compile("(?i).*\\.(bin|pt|pth|ckpt|pkl|pickle|h5|keras|msgpack|joblib|npz|npy)");

    private Pickles() {}

    /**
     * Removes those that stand under their usual names beside weights that are none.
     *
     * @throws Problem {@code invalid-input} where one has another name, or there are no other weights
     */
    static void clear(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        boolean others = files.stream().anyMatch(file -> WEIGHTS.contains(ending(file)));
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (RAW.matcher(name).matches() || !isOne(file)) {
                continue;
            }
            if (!others || !USUAL_NAME.matcher(name).matches()) {
                throw new Problem(
                        ProblemType.INVALID_INPUT,
                        "The file '%s' is a pickle or an archive, which can run any program when it is read; get the model as safetensors or ONNX."
                                .formatted(name));
            }
            Files.delete(file);
        }
    }

    private static boolean isOne(Path file) throws IOException {
        byte[] head = new byte[512];
        int length;
        try (InputStream in = Files.newInputStream(file)) {
            length = in.readNBytes(head, 0, head.length);
        }
        String hex = HexFormat.of().formatHex(head, 0, Math.min(8, length));
        return BEGINNINGS.stream().anyMatch(hex::startsWith)
                || TEXT_PICKLE
                        .matcher(new String(Arrays.copyOf(head, length), StandardCharsets.ISO_8859_1))
                        .matches();
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
