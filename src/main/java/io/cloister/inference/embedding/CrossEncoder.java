package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderInput;
import io.cloister.inference.tokenizer.TokenizedText;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads a question and a passage together and gives one number, as sentence-transformers' CrossEncoder does.
 *
 * @param sigmoid whether the number is brought between 0 and 1
 */
record CrossEncoder(TextEncoder encoder, boolean sigmoid, int maxTokens) implements LoadedEncoder {

    static final String ARCHITECTURE = "ForSequenceClassification";

    static CrossEncoder load(EncoderFolder folder, EncoderRuntime runtime) throws UnusableEncoderException {
        JsonNode config = folder.config();
        int labels = config.path("id2label").size() > 0
                ? config.path("id2label").size()
                : config.path("num_labels").asInt(2);
        if (labels != 1) {
            throw new UnusableEncoderException(
                    "The model sorts texts into %d classes, and one that judges passages gives a single number; choose a cross-encoder with one label."
                            .formatted(labels));
        }
        boolean sigmoid = sigmoid(config);
        int maxTokens = TokenLimit.of(folder);
        TextEncoder encoder = folder.open(runtime, EncoderOutputs.OF_CLASSES, maxTokens);
        if (!encoder.session().pooled()) {
            encoder.close();
            throw new UnusableEncoderException(
                    "The graph gives numbers for tokens and not one for a pair of texts; export the model for sequence classification.");
        }
        return new CrossEncoder(encoder, sigmoid, maxTokens);
    }

    /** Where nothing is said, one label means a sigmoid. */
    private static boolean sigmoid(JsonNode config) throws UnusableEncoderException {
        JsonNode newer = config.path("sentence_transformers").path("activation_fn");
        String named = newer.asString(
                config.path("sbert_ce_default_activation_function").asString("Sigmoid"));
        return switch (named.substring(named.lastIndexOf('.') + 1)) {
            case "Sigmoid" -> true;
            case "Identity" -> false;
            default ->
                throw new UnusableEncoderException(
                        "The file 'config.json' names the activation '%s', and only Sigmoid and Identity are supported; choose another model."
                                .formatted(named));
        };
    }

    float[] scores(String question, List<String> passages) {
        List<Float> read = passages.isEmpty()
                ? List.of()
                : encoder.read(
                        Lane.QUESTION,
                        passages,
                        passage -> pair(question, passage),
                        (output, row, _) -> score(output.values()[output.offset(row, 0)]));
        float[] scores = new float[read.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = read.get(i);
        }
        return scores;
    }

    private EncoderInput pair(String question, String passage) {
        TokenizedText tokens = encoder.reader().encodePair(question, passage);
        return new EncoderInput(tokens.ids(), tokens.types());
    }

    private float score(float logit) {
        if (!Float.isFinite(logit)) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The model computes no valid numbers for a passage (NaN). Please choose another model and tell an administrator.");
        }
        return sigmoid ? (float) (1 / (1 + Math.exp(-logit))) : logit;
    }

    @Override
    public void tryOut() {
        var _ = scores("What is tried out?", List.of("This model is tried out."));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
