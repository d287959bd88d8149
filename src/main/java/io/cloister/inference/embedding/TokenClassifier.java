package io.cloister.inference.embedding;

import io.cloister.inference.TokenClassification.Span;
import io.cloister.inference.onnx.EncoderInput;
import io.cloister.inference.onnx.EncoderOutput;
import io.cloister.inference.tokenizer.TokenizedText;
import io.cloister.inference.tokenizer.TokenizedText.Place;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.ArrayList;
import java.util.List;

/** Gives each token a label and puts neighbours of one type together. Long texts are read in overlapping windows. */
record TokenClassifier(TextEncoder encoder, LabelScheme labels, int maxTokens) implements LoadedEncoder {

    static final String ARCHITECTURE = "ForTokenClassification";

    /** Room for special tokens and for tokens that fall apart where a window cuts a word. */
    private static final int RESERVED = 8;

    private static final int SMALLEST = 16;

    static TokenClassifier load(EncoderFolder folder, EncoderRuntime runtime) throws UnusableEncoderException {
        LabelScheme labels = LabelScheme.of(folder.config());
        int maxTokens = TokenLimit.of(folder);
        if (maxTokens < SMALLEST) {
            throw new UnusableEncoderException(
                    "The model reads %d tokens at once, and at least %d are needed; choose another model."
                            .formatted(maxTokens, SMALLEST));
        }
        TextEncoder encoder = folder.open(runtime, EncoderOutputs.OF_CLASSES, maxTokens);
        if (encoder.session().pooled()) {
            encoder.close();
            throw new UnusableEncoderException(
                    "The graph gives numbers for a text and not for its tokens; export the model for token classification.");
        }
        return new TokenClassifier(encoder, labels, maxTokens);
    }

    List<Span> spans(String text) {
        List<Place> places = encoder.tokenizer().encodeInPlace(text, false).places().stream()
                .filter(place -> !place.isEmpty())
                .toList();
        List<WindowTokens> windows = TextWindow.of(places, maxTokens - RESERVED).stream()
                .map(window -> tokens(window, text))
                .toList();
        if (windows.isEmpty()) {
            return List.of();
        }
        List<EncoderOutput> outputs =
                encoder.read(Lane.QUESTION, windows, WindowTokens::input, TokenClassifier::rowAlone);
        var found = new ArrayList<TokenLabel>();
        for (int i = 0; i < outputs.size(); i++) {
            addLabels(windows.get(i), outputs.get(i), text, found);
        }
        return TokenLabel.spans(found);
    }

    private record WindowTokens(TextWindow window, TokenizedText tokens) {

        EncoderInput input() {
            return new EncoderInput(tokens.ids(), null);
        }
    }

    private WindowTokens tokens(TextWindow window, String text) {
        String part =
                text.substring(text.offsetByCodePoints(0, window.start()), text.offsetByCodePoints(0, window.end()));
        return new WindowTokens(window, encoder.reader().encodeInPlace(part, true));
    }

    private static EncoderOutput rowAlone(EncoderOutput output, int row, int length) {
        float[] values = new float[length * output.width()];
        System.arraycopy(output.values(), output.offset(row, 0), values, 0, values.length);
        return new EncoderOutput(values, 1, length, output.width());
    }

    private void addLabels(WindowTokens read, EncoderOutput output, String text, List<TokenLabel> found) {
        if (output.width() != labels.labels().size()) {
            throw new IllegalStateException("The graph has %d classes and 'config.json' names %d"
                    .formatted(output.width(), labels.labels().size()));
        }
        List<Place> places = read.tokens().places();
        for (int token = 0; token < places.size(); token++) {
            Place place = places.get(token);
            int start = read.window().start() + place.start();
            if (!place.isEmpty() && read.window().answersFor(start)) {
                int end = read.window().start() + place.end();
                found.add(label(output, token, text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end)));
            }
        }
    }

    private TokenLabel label(EncoderOutput output, int token, int start, int end) {
        float[] values = output.values();
        int offset = output.offset(0, token);
        int best = 0;
        double sum = 0;
        for (int i = 1; i < output.width(); i++) {
            best = values[offset + i] > values[offset + best] ? i : best;
        }
        for (int i = 0; i < output.width(); i++) {
            sum += Math.exp(values[offset + i] - values[offset + best]);
        }
        if (!Double.isFinite(sum)) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The model computes no valid numbers for a text (NaN). Please choose another model and tell an administrator.");
        }
        return new TokenLabel(labels.labels().get(best), start, end, 1 / sum);
    }

    @Override
    public void tryOut() {
        var _ = spans("This model is tried out.");
    }

    @Override
    public void close() {
        encoder.close();
    }
}
