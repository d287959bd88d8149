package io.cloister.inference.grammar;

import io.cloister.inference.tokenizer.TokenBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of tokens as grammars see them. A control token is spelled as its name behind a byte that no text has, so
 * that it comes only where a grammar names it, and what only looks like it does not take its place.
 */
final class Spelling {

    /** Never part of UTF-8. */
    private static final byte CONTROL = (byte) 0xFF;

    private final TokenBytes tokens;

    Spelling(TokenBytes tokens) {
        this.tokens = tokens;
    }

    /** Of all tokens below {@code vocabulary}; none for those that the tokenizer does not know. */
    byte[][] all(int vocabulary) {
        byte[][] spelled = new byte[vocabulary][];
        for (int token = 0; token < vocabulary; token++) {
            String control = tokens.control(token);
            spelled[token] = control == null ? plain(tokens.bytes(token)) : control(control);
        }
        return spelled;
    }

    /** Without what could be taken for the beginning of a control token. */
    private static byte[] plain(byte[] bytes) {
        for (byte one : bytes) {
            if (one == CONTROL) {
                return new byte[0];
            }
        }
        return bytes;
    }

    /** What a model is made to write: names of control tokens stand for these. */
    byte[] of(String text) {
        var spelled = new ByteArrayOutputStream();
        int plain = 0;
        for (int at = 0; at < text.length(); at++) {
            String control = tokens.controlAt(text, at);
            if (control != null) {
                spelled.writeBytes(text.substring(plain, at).getBytes(StandardCharsets.UTF_8));
                spelled.writeBytes(control(control));
                at += control.length() - 1;
                plain = at + 1;
            }
        }
        spelled.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return spelled.toByteArray();
    }

    private static byte[] control(String text) {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        byte[] spelled = new byte[name.length + 1];
        spelled[0] = CONTROL;
        System.arraycopy(name, 0, spelled, 1, name.length);
        return spelled;
    }
}
