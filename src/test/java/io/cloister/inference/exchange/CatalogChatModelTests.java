package io.cloister.inference.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.ModelId;
import io.cloister.inference.ChatMessage;
import io.cloister.inference.ChatMessage.Role;
import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationChunk.Call;
import io.cloister.inference.GenerationChunk.Finished;
import io.cloister.inference.GenerationChunk.Text;
import io.cloister.inference.GenerationInput.Conversation;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.Requester;
import io.cloister.inference.TextGeneration;
import io.cloister.inference.ToolOffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** What Spring AI asks reaches the port, and what the port gives reaches Spring AI. */
class CatalogChatModelTests {

    private static final ModelId MODEL = new ModelId(new UUID(0, 1));
    private static final Requester WARD = new Requester("ward", "nurse", Requester.Urgency.INTERACTIVE, null);
    private static final List<GenerationChunk> ANSWER =
            List.of(new Text("Within "), new Text("7 days."), new Finished(FinishReason.STOP, 12, 5, 8));

    private final List<GenerationRequest> asked = new ArrayList<>();

    @Test
    void givesTheWholeAnswerWithItsEndAndTokens() {
        ChatResponse response = model(ANSWER).call(new Prompt("How soon?"));

        assertThat(result(response).getOutput().getText()).isEqualTo("Within 7 days.");
        assertThat(result(response).getMetadata().getFinishReason()).isEqualTo("STOP");
        assertThat(response.getMetadata().getUsage().getPromptTokens()).isEqualTo(12);
        assertThat(response.getMetadata().getUsage().getCompletionTokens()).isEqualTo(5);
        assertThat(response.getMetadata().getUsage().getCacheReadInputTokens()).isEqualTo(8);
        assertThat(asked.getFirst().requester()).isEqualTo(WARD);
        assertThat(asked.getFirst().model()).isEqualTo(MODEL);
        assertThat(asked.getFirst().maxNewTokens()).isEqualTo(99);
        assertThat(asked.getFirst().sampling().temperature()).isZero();
    }

    @Test
    void handsOnAWholeConversationWithCallsOfToolsAndTheirResults() {
        model(ANSWER)
                .call(new Prompt(List.of(
                        new SystemMessage("Be brief."),
                        new UserMessage("Which room?"),
                        AssistantMessage.builder()
                                .content("")
                                .toolCalls(
                                        List.of(new AssistantMessage.ToolCall("c1", "function", "room", "{\"bed\":4}")))
                                .build(),
                        ToolResponseMessage.builder()
                                .responses(List.of(new ToolResponseMessage.ToolResponse("c1", "room", "{\"room\":12}")))
                                .build())));

        assertThat(((Conversation) asked.getFirst().input()).messages())
                .containsExactly(
                        new ChatMessage(Role.SYSTEM, "Be brief."),
                        new ChatMessage(Role.USER, "Which room?"),
                        new ChatMessage(
                                Role.ASSISTANT,
                                "",
                                List.of(new ChatMessage.ToolCall("c1", "room", "{\"bed\":4}")),
                                null),
                        new ChatMessage(Role.TOOL, "{\"room\":12}", List.of(), "c1"));
    }

    @Test
    void handsOnTheOptions() {
        model(ANSWER)
                .call(new Prompt(
                        "How soon?",
                        ChatOptions.builder()
                                .temperature(0.7)
                                .topP(0.9)
                                .topK(40)
                                .maxTokens(17)
                                .frequencyPenalty(0.5)
                                .presencePenalty(0.25)
                                .stopSequences(List.of("END"))
                                .build()));
        GenerationRequest request = asked.getFirst();

        assertThat(request.maxNewTokens()).isEqualTo(17);
        assertThat(request.sampling().temperature()).isEqualTo(0.7);
        assertThat(request.sampling().topP()).isEqualTo(0.9);
        assertThat(request.sampling().topK()).isEqualTo(40);
        assertThat(request.sampling().penalties().frequency()).isEqualTo(0.5);
        assertThat(request.sampling().penalties().presence()).isEqualTo(0.25);
        assertThat(request.rules().stops()).containsExactly("END");
        assertThat(request.rules().format()).isEqualTo(new OutputFormat.Free());
    }

    @Test
    void offersToolsAndHandsTheirCallsOn() {
        ChatResponse response = model(List.of(
                        new Call(new ChatMessage.ToolCall("c1", "room", "{}")),
                        new Finished(FinishReason.TOOL_CALLS, 3, 4, 0)))
                .call(new Prompt(
                        "Which room?",
                        ToolCallingChatOptions.builder()
                                .toolCallbacks(new Room())
                                .build()));

        ToolOffer offer = ((Conversation) asked.getFirst().input()).tools();
        assertThat(offer.tools()).containsExactly(new ToolOffer.Tool("room", "Finds a room", "{\"type\":\"object\"}"));
        assertThat(offer.choice()).isEqualTo(new ToolOffer.Choice.Auto());
        assertThat(response.hasToolCalls()).isTrue();
        assertThat(result(response).getOutput().getToolCalls().getFirst().name())
                .isEqualTo("room");
        assertThat(result(response).getMetadata().getFinishReason()).isEqualTo("TOOL_CALLS");
    }

    @Test
    void streamsPieceByPiece() {
        List<ChatResponse> pieces =
                model(ANSWER).stream(new Prompt("How soon?")).toStream().toList();

        assertThat(pieces).hasSize(3);
        assertThat(pieces)
                .extracting(piece -> result(piece).getOutput().getText())
                .containsExactly("Within ", "7 days.", "");
        assertThat(pieces.getLast().getMetadata().getUsage().getTotalTokens()).isEqualTo(17);
    }

    @Test
    void closesTheModelsStreamWhenNobodyReadsOn() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        TextGeneration endless =
                _ -> Stream.<GenerationChunk>generate(() -> new Text("on")).onClose(closed::countDown);

        new CatalogChatModel(endless, MODEL, WARD, 99)
                .stream(new Prompt("Go")).take(2).collectList().block(Duration.ofMinutes(1));

        assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void passesAFailureOn() {
        TextGeneration failing = _ -> {
            throw new IllegalStateException("no such model");
        };
        CatalogChatModel model = new CatalogChatModel(failing, MODEL, WARD, 99);

        assertThatThrownBy(() -> model.call(new Prompt("Go"))).hasMessage("no such model");
        assertThatThrownBy(() -> model.stream(new Prompt("Go")).blockLast(Duration.ofMinutes(1)))
                .hasMessage("no such model");
    }

    private static Generation result(ChatResponse response) {
        return Objects.requireNonNull(response.getResult());
    }

    private CatalogChatModel model(List<GenerationChunk> answer) {
        TextGeneration port = request -> {
            asked.add(request);
            return answer.stream();
        };
        return new CatalogChatModel(port, MODEL, WARD, 99);
    }

    private static final class Room implements ToolCallback {

        @Override
        public ToolDefinition getToolDefinition() {
            return ToolDefinition.builder()
                    .name("room")
                    .description("Finds a room")
                    .inputSchema("{\"type\":\"object\"}")
                    .build();
        }

        @Override
        public String call(String input) {
            throw new AssertionError("the model calls no tool by itself");
        }
    }
}
