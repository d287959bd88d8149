package io.cloister.inference.console;

import io.cloister.inference.FinishReason;
import java.io.StringWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a request.
 *
 * @param text null where the model has no tokenizer
 * @param logits of the prompt's last position; null where they were not asked for
 * @param load microseconds to load the model, {@code prefill} to read the prompt and {@code decode} to write the rest;
 *     of requests that run together, those of all until this one ended
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FinishedText(
        long[] prompt,
        long[] tokens,
        @Nullable String text,
        FinishReason reason,
        float @Nullable [] logits,
        long load,
        long prefill,
        long decode) {

    private static final double MILLI = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** One line. */
    String json() {
        var line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            numbers(json, "prompt_token_ids", prompt);
            numbers(json, "token_ids", tokens);
            json.writeStringProperty("text", text);
            json.writeStringProperty("finish_reason", reason.name().toLowerCase(Locale.ROOT));
            if (logits != null) {
                json.writeArrayPropertyStart("logits");
                for (float logit : logits) {
                    json.writeNumber(logit);
                }
                json.writeEndArray();
            }
            json.writeObjectPropertyStart("timings");
            json.writeNumberProperty("load_ms", load / MILLI);
            json.writeNumberProperty("prefill_ms", prefill / MILLI);
            json.writeNumberProperty("decode_ms", decode / MILLI);
            json.writeEndObject();
            json.writeEndObject();
        }
        return line.toString();
    }

    /** For people. */
    String timings() {
        return String.format(
                Locale.ROOT,
                "loaded in %.0f ms; %d tokens read in %.0f ms; %d written in %.0f ms (%.1f a second)",
                load / MILLI,
                prompt.length,
                prefill / MILLI,
                tokens.length,
                decode / MILLI,
                tokens.length > 1 && decode > 0 ? (tokens.length - 1) * 1e6 / decode : 0);
    }

    private static void numbers(JsonGenerator json, String name, long[] numbers) {
        json.writeName(name);
        json.writeArray(numbers, 0, numbers.length);
    }
}
