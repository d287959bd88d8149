package io.cloister.inference.scheduling;

import io.cloister.inference.onnx.DecoderLimits;
import io.cloister.inference.onnx.DecoderRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine serves.
 *
 * @param name for threads and messages
 * @param replicas rows of the same model, one for each device; the engine closes them
 * @param draft rows of a smaller model with the same vocabulary for each replica, which guess how texts go on; null
 *     where texts are searched for what went before
 */
public record ServedModel(
        String name,
        DecoderLimits limits,
        List<DecoderRows> replicas,
        @Nullable List<DecoderRows> draft) {

    public ServedModel {
        replicas = List.copyOf(replicas);
    }
}
