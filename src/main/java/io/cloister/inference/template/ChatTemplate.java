package io.cloister.inference.template;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat template, which makes a prompt of a conversation: Jinja as transformers runs it for {@code apply_chat_template}.
 * Immutable and thread-safe; parsing takes several times as long as rendering a short conversation, so a template is best kept.
 *
 * <p>Variables are maps with their order, lists, strings, integers, doubles, booleans, null, and {@link TrustedText}.
 * Those that templates know are {@code messages}, {@code tools}, {@code documents}, {@code add_generation_prompt},
 * {@code bos_token}, {@code eos_token} and what else a model's card names.
 */
public final class ChatTemplate {

    private final List<Statement> body;
    private final TemplateLimits limits;
    private final Map<String, Value> globals;

    private ChatTemplate(List<Statement> body, TemplateLimits limits, Clock clock) {
        this.body = body;
        this.limits = limits;
        this.globals = Globals.of(clock);
    }

    /** With the usual limits, and the time of this machine for {@code strftime_now}. */
    public static ChatTemplate parse(String source) throws TemplateException {
        return parse(source, TemplateLimits.DEFAULT, Clock.system(ZoneId.systemDefault()));
    }

    /** @param clock what {@code strftime_now} reads, in its zone */
    public static ChatTemplate parse(String source, TemplateLimits limits, Clock clock) throws TemplateException {
        return new ChatTemplate(StatementParser.parse(source, limits), limits, clock);
    }

    /** @throws RaisedByTemplateException if the template refuses the conversation */
    public String render(Map<String, ? extends @Nullable Object> variables) throws TemplateException {
        return render(variables, Map.of());
    }

    /** @param trusted texts to count as the template's own, such as {@code bos_token}, over variables of the same name */
    public String render(Map<String, ? extends @Nullable Object> variables, Map<String, String> trusted)
            throws TemplateException {
        return text(variables, trusted).chars();
    }

    /**
     * The same text as pieces, each marked as written by the template or coming from a value, so that control tokens in
     * what people wrote are never read as control tokens. Neighbours differ in origin; joined they are what
     * {@link #render(Map, Map)} gives.
     */
    public List<Piece> renderPieces(Map<String, ? extends @Nullable Object> variables, Map<String, String> trusted)
            throws TemplateException {
        return text(variables, trusted).pieces();
    }

    /** The pieces of {@link #render(Map)}. */
    public List<Piece> renderPieces(Map<String, ? extends @Nullable Object> variables) throws TemplateException {
        return renderPieces(variables, Map.of());
    }

    private Text text(Map<String, ? extends @Nullable Object> variables, Map<String, String> trusted)
            throws TemplateException {
        var meter = new Meter(limits);
        Map<String, Value> values = new HashMap<>(globals);
        values.putAll(new GivenValues(meter).of(variables));
        trusted.forEach((name, text) -> values.put(name, Text.ofTemplate(text)));
        return new Executor(meter).capture(body, new Scope(values));
    }
}
