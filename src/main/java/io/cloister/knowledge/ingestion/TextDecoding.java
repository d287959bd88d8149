package io.cloister.knowledge.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.exception.TikaException;

/** Text from bytes: UTF-8 where they are valid UTF-8, else what Tika takes them for. */
final class TextDecoding {

    private TextDecoding() {}

    static String decode(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return guess(content);
        }
    }

    private static String guess(byte[] content) {
        try (AutoDetectReader reader = new AutoDetectReader(new ByteArrayInputStream(content))) {
            return reader.readAllAsString();
        } catch (IOException | TikaException unreadable) {
            throw RefusedFile.broken();
        }
    }
}
