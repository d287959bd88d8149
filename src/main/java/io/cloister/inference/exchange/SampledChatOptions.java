package io.cloister.inference.exchange;

import io.cloister.inference.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;

/** Spring AI's options with a seed, which they lack. Nothing but sampling and length is used by the models here. */
public record SampledChatOptions(Sampling sampling, int maxNewTokens) implements ChatOptions {

    /** Takes over what another kind of options says. */
    static SampledChatOptions of(@Nullable ChatOptions options, int defaultMaxNewTokens) {
        if (options instanceof SampledChatOptions sampled) {
            return sampled;
        }
        if (options == null) {
            return new SampledChatOptions(Sampling.GREEDY, defaultMaxNewTokens);
        }
        var sampling = new Sampling(
                orElse(options.getTemperature(), 0.0),
                orElse(options.getTopP(), 1.0),
                orElse(options.getTopK(), 0),
                null);
        return new SampledChatOptions(sampling, orElse(options.getMaxTokens(), defaultMaxNewTokens));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    @Override
    public @Nullable String getModel() {
        return null;
    }

    @Override
    public @Nullable Double getFrequencyPenalty() {
        return null;
    }

    @Override
    public Integer getMaxTokens() {
        return maxNewTokens;
    }

    @Override
    public @Nullable Double getPresencePenalty() {
        return null;
    }

    @Override
    public @Nullable List<String> getStopSequences() {
        return null;
    }

    @Override
    public Double getTemperature() {
        return sampling.temperature();
    }

    @Override
    public Integer getTopK() {
        return sampling.topK();
    }

    @Override
    public Double getTopP() {
        return sampling.topP();
    }

    /** Starts a builder of plain options: the seed does not come along. */
    @Override
    public Builder<?> mutate() {
        return ChatOptions.builder()
                .temperature(getTemperature())
                .topK(getTopK())
                .topP(getTopP())
                .maxTokens(getMaxTokens());
    }
}
