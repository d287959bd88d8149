package io.cloister.inference.family;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** All linear maps but the embedding; the head is one of them where it has rows of its own. */
    public Stream<Matrix> matrices() {
        Stream<Matrix> inLayers = layers.stream()
                .flatMap(layer -> Stream.concat(
                        Stream.of(
                                layer.attention().query(),
                                layer.attention().key(),
                                layer.attention().value(),
                                layer.attention().output()),
                        matrices(layer.feedForward())));
        return head.tied() ? inLayers : Stream.concat(inLayers, Stream.of(head.scores()));
    }

    private static Stream<Matrix> matrices(FeedForward part) {
        return switch (part) {
            case FeedForward.Gated gated -> Stream.of(gated.gate(), gated.up(), gated.down());
            case FeedForward.Plain plain -> Stream.of(plain.up(), plain.down());
            case FeedForward.Experts experts ->
                Stream.concat(
                        Stream.of(experts.router()), experts.experts().stream().flatMap(DecoderDescription::matrices));
        };
    }

    /** All norms. */
    public Stream<Norm> norms() {
        Set<Norm> norms = new HashSet<>();
        for (Layer layer : layers) {
            switch (layer.block()) {
                case Block.Sequential block ->
                    Stream.of(
                                    Optional.ofNullable(block.beforeAttention()),
                                    Optional.ofNullable(block.afterAttention()),
                                    Optional.ofNullable(block.beforeFeedForward()),
                                    Optional.ofNullable(block.afterFeedForward()))
                            .flatMap(Optional::stream)
                            .forEach(norms::add);
                case Block.Parallel block -> {
                    norms.add(block.beforeAttention());
                    norms.add(block.beforeFeedForward());
                }
            }
            if (layer.attention().norms() != null) {
                norms.add(layer.attention().norms().query());
                norms.add(layer.attention().norms().key());
            }
        }
        if (finalNorm != null) {
            norms.add(finalNorm);
        }
        return norms.stream();
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
