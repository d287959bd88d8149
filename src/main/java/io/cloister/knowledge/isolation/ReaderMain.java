package io.cloister.knowledge.isolation;

import io.cloister.knowledge.ingestion.DocumentParser;
import io.cloister.knowledge.ingestion.ParsingLimits;
import io.cloister.knowledge.ingestion.RefusedFile;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** The reader process: takes a name and a content, answers, and waits for the next until its input ends. */
final class ReaderMain {

    private static final int LARGEST_NAME = 1 << 16;

    private ReaderMain() {}

    /** @param arguments most characters of a text, most pages of a PDF */
    public static void main(String[] arguments) throws IOException {
        Frames frames = new Frames(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        // What a library prints must not get between the answers.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        DocumentParser parser =
                new DocumentParser(new ParsingLimits(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
        JsonMapper json = new JsonMapper();
        while (true) {
            try {
                String name = new String(frames.read(LARGEST_NAME), StandardCharsets.UTF_8);
                frames.write(json.writeValueAsBytes(answer(parser, frames.read(Integer.MAX_VALUE), name)));
            } catch (EOFException done) {
                return;
            }
        }
    }

    private static Answer answer(DocumentParser parser, byte[] content, String name) {
        try {
            return Answer.of(parser.parse(content, name));
        } catch (RefusedFile refused) {
            return Answer.of(refused);
        } catch (RuntimeException | StackOverflowError failed) {
            return Answer.of(RefusedFile.broken());
        }
    }
}
