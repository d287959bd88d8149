package io.cloister.inference.family;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder computes, apart from the values of its weights.
 *
 * @param family for people and files, {@code llama}
 */
public record DecoderDescription(
        String architecture,
        String family,
        Dimensions size,
        Embedding embedding,
        List<Layer> layers,
        @Nullable Norm finalNorm,
        Head head) {

    public DecoderDescription {
        layers = List.copyOf(layers);
    }

    /**
     * The linear maps of the layers as the graph has them, by the names of their nodes; those of experts are not among
     * them.
     */
    public Stream<Matrix> products() {
        return layers.stream()
                .flatMap(layer -> Stream.concat(
                        Stream.of(layer.attention().packed(), layer.attention().output()),
                        products(layer.feedForward())));
    }

    private static Stream<Matrix> products(FeedForward part) {
        return switch (part) {
            case FeedForward.Gated gated -> Stream.of(gated.gate(), gated.up(), gated.down());
            case FeedForward.Plain plain -> Stream.of(plain.up(), plain.down());
            case FeedForward.Experts experts -> Stream.of(experts.router());
        };
    }

    /** Tokens of prompt and answer past which cached keys are void; empty where they never are. */
    public Optional<Integer> ropeSwitch() {
        return layers.stream()
                .map(layer -> Optional.ofNullable(layer.attention().rotary()).map(Rotary::beyond))
                .flatMap(Optional::stream)
                .map(Rotary.LongTexts::after)
                .findFirst();
    }
}
