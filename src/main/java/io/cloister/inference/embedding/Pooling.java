package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderOutput;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the vectors of a text's tokens become one, as sentence-transformers' Pooling module does it. Every token counts that
 * is no padding, special ones too.
 */
enum Pooling {
    FIRST {
        @Override
        void pool(EncoderOutput output, int row, int from, int to, float[] sum) {
            System.arraycopy(output.values(), output.offset(row, 0), sum, 0, sum.length);
        }
    },
    LAST {
        @Override
        void pool(EncoderOutput output, int row, int from, int to, float[] sum) {
            System.arraycopy(output.values(), output.offset(row, to - 1), sum, 0, sum.length);
        }
    },
    MEAN {
        @Override
        void pool(EncoderOutput output, int row, int from, int to, float[] sum) {
            for (int token = from; token < to; token++) {
                add(output, row, token, 1f, sum);
            }
            scale(sum, 1f / Math.max(1, to - from));
        }
    },
    /** The sum over the square root of the number of tokens. */
    MEAN_SQUARE_ROOT {
        @Override
        void pool(EncoderOutput output, int row, int from, int to, float[] sum) {
            for (int token = from; token < to; token++) {
                add(output, row, token, 1f, sum);
            }
            scale(sum, (float) (1 / Math.sqrt(Math.max(1, to - from))));
        }
    },
    /** The first token weighs 1, the second 2 and so on. */
    WEIGHTED_MEAN {
        @Override
        void pool(EncoderOutput output, int row, int from, int to, float[] sum) {
            double weights = 0;
            for (int token = from; token < to; token++) {
                add(output, row, token, token + 1f, sum);
                weights += token + 1;
            }
            scale(sum, (float) (1 / Math.max(1, weights)));
        }
    },
    MAXIMUM {
        @Override
        void pool(EncoderOutput output, int row, int from, int to, float[] sum) {
            Arrays.fill(sum, Float.NEGATIVE_INFINITY);
            float[] values = output.values();
            for (int token = from; token < to; token++) {
                int offset = output.offset(row, token);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] = Math.max(sum[i], values[offset + i]);
                }
            }
        }
    };

    /** The names in {@code 1_Pooling/config.json}, each a switch. */
    private static final Map<String, Pooling> SWITCHES = Map.of(
            "pooling_mode_cls_token", FIRST,
            "pooling_mode_lasttoken", LAST,
            "pooling_mode_mean_tokens", MEAN,
            "pooling_mode_mean_sqrt_len_tokens", MEAN_SQUARE_ROOT,
            "pooling_mode_weightedmean_tokens", WEIGHTED_MEAN,
            "pooling_mode_max_tokens", MAXIMUM);

    /** The names that newer files give in {@code pooling_mode}. */
    private static final Map<String, Pooling> NAMES = Map.of(
            "cls", FIRST,
            "lasttoken", LAST,
            "mean", MEAN,
            "mean_sqrt_len_tokens", MEAN_SQUARE_ROOT,
            "weightedmean", WEIGHTED_MEAN,
            "max", MAXIMUM);

    /** Null for one that is not known. */
    static @Nullable Pooling ofSwitch(String name) {
        return SWITCHES.get(name);
    }

    /** Null for one that is not known. */
    static @Nullable Pooling ofName(String name) {
        return NAMES.get(name);
    }

    /**
     * Reads one text of an output.
     *
     * @param from the first token that counts; those before it belong to a prompt
     * @param to where the text ends
     */
    float[] of(EncoderOutput output, int row, int from, int to) {
        float[] vector = new float[output.width()];
        pool(output, row, Math.min(from, to - 1), to, vector);
        return vector;
    }

    abstract void pool(EncoderOutput output, int row, int from, int to, float[] sum);

    private static void add(EncoderOutput output, int row, int token, float weight, float[] sum) {
        float[] values = output.values();
        int offset = output.offset(row, token);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * values[offset + i];
        }
    }

    private static void scale(float[] vector, float factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
