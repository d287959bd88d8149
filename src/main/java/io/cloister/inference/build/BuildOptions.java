package io.cloister.inference.build;

import io.cloister.catalog.WeightsType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a model is built.
 *
 * @param weights of the linear maps in the layers
 * @param embeddings type of the embedding where it has rows of its own
 * @param head type of the last map; of the embedding too where they are tied
 * @param blockSize numbers that share a scale: a power of two from 32 on
 * @param symmetric whether zero is a fixed code
 * @param half whether the graph computes in 16 bit, for GPUs; CPUs do so slowly
 * @param accuracy of MatMulNBits: 4 multiplies in 8 bit, 0 in floating point
 * @param adapter folder of a LoRA adapter that is merged into the weights; null for none
 */
public record BuildOptions(
        WeightsType weights,
        WeightsType embeddings,
        WeightsType head,
        int blockSize,
        boolean symmetric,
        boolean half,
        int accuracy,
        @Nullable Path adapter) {

    private static final int BLOCK = 32;

    public BuildOptions {
        if (blockSize < 32 || blockSize > 256 || Integer.bitCount(blockSize) != 1) {
            throw new IllegalArgumentException("A block has 32, 64, 128 or 256 numbers.");
        }
    }

    /** What suits this machine. */
    public static BuildOptions of(WeightsType weights) {
        return new BuildOptions(
                weights,
                weights,
                weights,
                BLOCK,
                true,
                weights == WeightsType.FP16,
                AccuracyLevel.ofThisMachine(),
                null);
    }

    public BuildOptions withEmbeddings(WeightsType type) {
        return new BuildOptions(weights, type, head, blockSize, symmetric, half, accuracy, adapter);
    }

    public BuildOptions withHead(WeightsType type) {
        return new BuildOptions(weights, embeddings, type, blockSize, symmetric, half, accuracy, adapter);
    }

    public BuildOptions withBlocks(int size, boolean aroundZero) {
        return new BuildOptions(weights, embeddings, head, size, aroundZero, half, accuracy, adapter);
    }

    public BuildOptions withHalf(boolean value) {
        return new BuildOptions(weights, embeddings, head, blockSize, symmetric, value, accuracy, adapter);
    }

    public BuildOptions withAdapter(@Nullable Path folder) {
        return new BuildOptions(weights, embeddings, head, blockSize, symmetric, half, accuracy, folder);
    }

    NumberType numbers() {
        return half ? NumberType.HALF : NumberType.SINGLE;
    }

    BlockQuantization quantization(WeightsType type) {
        int bits = bits(type);
        return symmetric ? new SymmetricRounding(bits) : new AsymmetricRounding(bits);
    }

    /** @throws IllegalArgumentException for a type in floating point */
    private static int bits(WeightsType type) {
        return switch (type) {
            case INT4 -> 4;
            case INT8 -> 8;
            case FP16, FP32 -> throw new IllegalArgumentException(type + " is not quantized");
        };
    }

    static boolean quantized(WeightsType type) {
        return type == WeightsType.INT4 || type == WeightsType.INT8;
    }
}
