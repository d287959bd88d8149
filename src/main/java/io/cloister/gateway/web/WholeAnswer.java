package io.cloister.gateway.web;

import io.cloister.assistant.Prompting;
import io.cloister.inference.GenerationChunk;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that are sent when all of them are there. Belongs to one thread. */
final class WholeAnswer implements Prompting.Reader {

    private final AnswerHead head;
    private final List<GrowingText> texts;
    private Usage usage = Usage.NONE;

    /** @param count number of texts */
    WholeAnswer(AnswerHead head, int count) {
        this.head = head;
        this.texts = Stream.generate(GrowingText::new).limit(count).toList();
    }

    @Override
    public void accept(int text, GenerationChunk chunk) {
        texts.get(text).add(chunk);
        if (chunk instanceof GenerationChunk.Finished finished) {
            usage = usage.plus(finished, head.repeatsPrompt(text));
        }
    }

    ChatCompletion asChat() {
        return new ChatCompletion(
                head.id("chatcmpl"),
                "chat.completion",
                head.created(),
                head.model(),
                choices(ChatCompletion.Choice::of),
                usage,
                head.fingerprint());
    }

    TextCompletion asContinuation() {
        return TextCompletion.of(
                head,
                choices((index, text) -> new TextCompletion.Choice(
                        text.text(), index, TextLogprobs.of(text.tokens(), 0), text.finishWord())),
                usage);
    }

    private <T> List<T> choices(BiFunction<Integer, GrowingText, T> choice) {
        return IntStream.range(0, texts.size())
                .mapToObj(index -> choice.apply(index, texts.get(index)))
                .toList();
    }
}
