package io.cloister.inference.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How tokens are written in a {@code tokenizer.json}. */
enum TokenAlphabet {
    /** A character for each byte, as GPT-2 chose them: the printable ones stand for themselves. */
    BYTES {
        @Override
        byte[] bytes(String token) {
            byte[] bytes = new byte[token.length()];
            for (int i = 0; i < token.length(); i++) {
                int value = byteOf(token.charAt(i));
                if (value < 0) {
                    return token.getBytes(StandardCharsets.UTF_8);
                }
                bytes[i] = (byte) value;
            }
            return bytes;
        }
    },
    /** Characters with {@code U+2581} for blanks; bytes that are no character as {@code <0x1F>}. */
    PIECES {
        @Override
        byte[] bytes(String token) {
            return BYTE.matcher(token).matches()
                    ? new byte[] {(byte) Integer.parseInt(token.substring(3, 5), 16)}
                    : token.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
        }
    };

    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");
    private static final int REMAPPED = 256;

    /** Bytes that are not printable, in order; {@code U+0100} and so on stand for them. */
    private static final int[] UNPRINTABLE =
            IntStream.range(0, REMAPPED).filter(value -> !isPrintable(value)).toArray();

    abstract byte[] bytes(String token);

    /** @throws IOException where its decoder does something else */
    static TokenAlphabet of(JsonNode tokenizer) throws IOException {
        if (has(tokenizer.path("decoder"), "ByteLevel") || has(tokenizer.path("pre_tokenizer"), "ByteLevel")) {
            return BYTES;
        }
        if (has(tokenizer.path("decoder"), "ByteFallback")
                || has(tokenizer.path("decoder"), "Metaspace")
                || has(tokenizer.path("decoder"), "Replace")) {
            return PIECES;
        }
        throw new IOException("The tokens of this tokenizer cannot be told by their bytes.");
    }

    private static boolean has(JsonNode step, String type) {
        return step.path("type").asString("").equals(type)
                || Stream.of("decoders", "pretokenizers")
                        .flatMap(name -> step.path(name).valueStream())
                        .anyMatch(inner -> has(inner, type));
    }

    private static boolean isPrintable(int value) {
        return (value >= '!' && value <= '~')
                || (value >= 0xA1 && value <= 0xAC)
                || (value >= 0xAE && value < REMAPPED);
    }

    private static int byteOf(char letter) {
        if (letter >= REMAPPED) {
            int index = letter - REMAPPED;
            return index < UNPRINTABLE.length ? UNPRINTABLE[index] : -1;
        }
        return isPrintable(letter) ? letter : -1;
    }
}
