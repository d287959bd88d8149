package io.cloister.knowledge;

import io.cloister.inference.TextEmbedding;
import java.util.List;
import java.util.Locale;

/** Vectors that are near where texts share words: a stand-in for a model that does not need one. */
final class HashedWords implements TextEmbedding {

    @Override
    public int dimensions() {
        return 384;
    }

    @Override
    public int countTokens(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length * 4 / 3;
    }

    @Override
    public float[] embedQuery(String question) {
        float[] vector = new float[dimensions()];
        for (String word : question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", 0)) {
            vector[Math.floorMod(word.hashCode() * 31, dimensions())] += word.length();
        }
        vector[0] += 0.01f;
        double length = 0;
        for (float value : vector) {
            length += value * value;
        }
        for (int index = 0; index < vector.length; index++) {
            vector[index] /= (float) Math.sqrt(length);
        }
        return vector;
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        return passages.stream().map(this::embedQuery).toList();
    }
}
