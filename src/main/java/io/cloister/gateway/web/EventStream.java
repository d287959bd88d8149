package io.cloister.gateway.web;

import io.cloister.assistant.Prompting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** JSON documents as server-sent events, with a word for the end. */
final class EventStream {

    private static final String END = "[DONE]";
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final SseEmitter emitter;
    private final JsonMapper json;

    EventStream(SseEmitter emitter, JsonMapper json) {
        this.emitter = emitter;
        this.json = json;
    }

    /** @throws Prompting.ReaderGone where nobody reads any more */
    void send(Object document) {
        write(json.writeValueAsString(document));
    }

    /** Tells that the answer is whole. */
    void end() {
        write(END);
        emitter.complete();
    }

    /** Tells why it is not, and ends without the word. */
    void fail(Object document) {
        send(document);
        emitter.complete();
    }

    /** With a blank before, for clients that look for one. */
    private void write(String data) {
        try {
            emitter.send(SseEmitter.event().data(" " + data, TEXT));
        } catch (IOException | IllegalStateException e) {
            throw new Prompting.ReaderGone(e);
        }
    }
}
