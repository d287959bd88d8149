package io.cloister.inference.grammar;

import io.cloister.inference.ChatMessage.ToolCall;
import io.cloister.inference.ToolOffer;
import io.cloister.inference.tokenizer.TokenBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes the calls of tools out of a text that a model writes. Holds back what may be the beginning of a call; what turns
 * out to be none, or a call of a tool that was not offered, is text. Not safe for use by several threads.
 */
public final class ToolCallReader {

    private static final int LONGEST_HEADER = 200;

    private final ToolCallFormat format;
    private final TokenBytes tokens;
    private final ToolCallParser parser;
    private final StringBuilder held = new StringBuilder();
    private final Deque<Character> input = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private Phase phase = Phase.TEXT;
    private JsonEnd end = new JsonEnd();
    private boolean textBegun;

    /** @param tokens names the control tokens among a model's tokens, which decoding leaves out */
    public ToolCallReader(ToolGrammar grammar, TokenBytes tokens) {
        this.format = grammar.format();
        this.tokens = tokens;
        this.parser = new ToolCallParser(
                format,
                grammar.offer().tools().stream().map(ToolOffer.Tool::name).collect(Collectors.toUnmodifiableSet()));
    }

    private enum Phase {
        TEXT,
        HEADER,
        VALUE,
        AFTER
    }

    /**
     * What has become certain.
     *
     * @param text to show; stood before the calls
     */
    public record Reading(String text, List<ToolCall> calls) {}

    /**
     * Takes a token. Markers that are control tokens are read by the token's name.
     *
     * @param piece the text that has become certain with it, as an incremental detokenizer gives it; often empty
     */
    public Reading append(int token, String piece) {
        String control = tokens.control(token);
        boolean marker = control != null
                && (control.equals(format.marker())
                        || format.middle().contains(control)
                        || format.close().contains(control));
        return append(marker ? piece + control : piece);
    }

    /** Takes a piece of the text in which markers stand by their names. */
    public Reading append(String piece) {
        piece.chars().forEach(unit -> input.add((char) unit));
        while (!input.isEmpty()) {
            read(input.remove());
        }
        return reading();
    }

    /** At the end of the text: what was held back and became no call. */
    public Reading finish() {
        while (phase != Phase.TEXT && phase != Phase.AFTER) {
            reject();
            while (!input.isEmpty()) {
                read(input.remove());
            }
        }
        text.append(phase == Phase.AFTER ? "" : held);
        held.setLength(0);
        return reading();
    }

    private Reading reading() {
        Reading reading = new Reading(text.toString(), List.copyOf(calls));
        text.setLength(0);
        calls.clear();
        return reading;
    }

    private void read(char unit) {
        held.append(unit);
        switch (phase) {
            case TEXT -> text(unit);
            case HEADER -> header(unit);
            case VALUE -> value(unit);
            case AFTER -> after(unit);
        }
    }

    private void text(char unit) {
        if (format.isLeading()) {
            if (textBegun || (!held.toString().isBlank() && unit != '{')) {
                textBegun = true;
                release(held.length());
            } else if (unit == '{') {
                begin(unit);
            }
            return;
        }
        while (!held.isEmpty() && !format.marker().startsWith(held.toString())) {
            release(1);
        }
        if (held.length() == format.marker().length()) {
            phase = Phase.HEADER;
            if (format.opensList()) {
                begin(unit);
            }
        }
    }

    private void header(char unit) {
        if (unit == '{' || (unit == '[' && !format.isNamed())) {
            begin(unit);
        } else if ((!Character.isWhitespace(unit) && !format.isNamed())
                || held.length() > format.marker().length() + LONGEST_HEADER) {
            reject();
        }
    }

    private void begin(char unit) {
        phase = Phase.VALUE;
        end = new JsonEnd();
        end.read(unit);
    }

    private void value(char unit) {
        if (end.read(unit)) {
            List<ToolCall> found = parser.parse(held.toString());
            if (found.isEmpty()) {
                reject();
            } else {
                calls.addAll(found);
                held.setLength(0);
                phase = Phase.AFTER;
            }
        } else if (!parser.mayBegin(held)) {
            reject();
        }
    }

    /** Blanks, what closes the call, and what begins the next one. */
    private void after(char unit) {
        String rest = held.toString().strip();
        if (rest.isEmpty() || (format.isLeading() && rest.equals(";"))) {
            return;
        }
        String close = format.close().strip();
        if (close.startsWith(rest) && held.length() < LONGEST_HEADER) {
            if (close.equals(rest)) {
                held.setLength(0);
            }
            return;
        }
        if (format.isLeading() && unit == '{') {
            begin(unit);
            return;
        }
        phase = Phase.TEXT;
        textBegun = true;
        again(held.toString().stripLeading());
    }

    /** It was text after all; a call may begin within it. */
    private void reject() {
        phase = Phase.TEXT;
        textBegun = true;
        String all = held.toString();
        text.append(all, 0, 1);
        again(all.substring(1));
    }

    private void again(String units) {
        held.setLength(0);
        for (int i = units.length() - 1; i >= 0; i--) {
            input.addFirst(units.charAt(i));
        }
    }

    private void release(int length) {
        text.append(held, 0, length);
        held.delete(0, length);
    }
}
