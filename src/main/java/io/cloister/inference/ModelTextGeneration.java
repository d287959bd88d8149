package io.cloister.inference;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.inference.decoder.DecoderModels;
import io.cloister.inference.quote.QuoteGeneration;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.stream.Stream;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Hands each request to the model that the catalog names. */
@Component
@Primary
class ModelTextGeneration implements TextGeneration {

    private final ModelCatalog catalog;
    private final QuoteGeneration quote;
    private final DecoderModels decoders;
    private final GenerationObservations observations;

    ModelTextGeneration(
            ModelCatalog catalog, QuoteGeneration quote, DecoderModels decoders, GenerationObservations observations) {
        this.catalog = catalog;
        this.quote = quote;
        this.decoders = decoders;
        this.observations = observations;
    }

    @Override
    public Stream<GenerationChunk> generate(GenerationRequest request) {
        ModelDescription description = catalog.find(request.model())
                .filter(ModelDescription::enabled)
                .orElseThrow(() -> new Problem(
                        ProblemType.UNAVAILABLE,
                        "This model is not offered at the moment. Please choose another one."));
        AdapterBase base = description.base();
        if (base != null && !base.enabled()) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "%s runs on %s, which is not offered at the moment. Please choose another model."
                            .formatted(description.title(), base.title()));
        }
        return observations.observe(
                description, request, () -> model(description).generate(request));
    }

    private TextGeneration model(ModelDescription description) {
        return switch (description.runtime()) {
            case QUOTE -> quote;
            case ONNX_DECODER, ONNX_ADAPTER -> decoders.get(description);
            case ONNX_EMBEDDING, ONNX_RERANKER, ONNX_TOKEN_CLASSIFIER ->
                throw new Problem(
                        ProblemType.INVALID_INPUT,
                        "%s does not write text. Please choose a model for answers.".formatted(description.title()));
        };
    }
}
