package io.cloister.inference;

import java.util.List;

/** What a model gets to read. */
public sealed interface GenerationInput {

    /**
     * A question of a person, for any model.
     *
     * @param sources what a grounded model may use; empty where nothing was found
     */
    record Question(String text, List<SourceText> sources) implements GenerationInput {

        public Question {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A conversation, written down as the model's chat template says.
     *
     * @param messages at least one; what the model writes follows the last
     */
    record Conversation(List<ChatMessage> messages, ToolOffer tools) implements GenerationInput {

        public Conversation {
            messages = List.copyOf(messages);
        }
    }

    /** A text to be continued as it is. */
    record Continuation(String text) implements GenerationInput {}
}
