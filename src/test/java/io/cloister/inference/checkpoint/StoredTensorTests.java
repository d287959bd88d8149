package io.cloister.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers come out of a file as they were put in. */
class StoredTensorTests {

    private static final List<Long> TWO_BY_THREE = List.of(2L, 3L);
    private static final float[] SIX = {0f, -0f, 1.5f, -2f, Float.POSITIVE_INFINITY, 0.25f};

    @TempDir
    Path folder;

    @Test
    void readsTheSameNumbersFromEachType() throws IOException {
        new SafetensorsFile()
                .f32("F32", TWO_BY_THREE, SIX)
                .f16("F16", TWO_BY_THREE, SIX)
                .bf16("BF16", TWO_BY_THREE, SIX)
                .writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            for (String name : checkpoint.weights().names()) {
                assertThat(all(checkpoint.weights().get(name))).as(name).isEqualTo(SIX);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void convertsEveryNumberOfSixteenBitsExactly(ElementType type) throws IOException {
        ByteBuffer patterns = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, 1 << 16).forEach(pattern -> patterns.putShort((short) pattern));
        new SafetensorsFile()
                .stored("all", type.name(), List.of(65536L), patterns.array())
                .writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            float[] expected = new float[1 << 16];
            for (int pattern = 0; pattern < expected.length; pattern++) {
                expected[pattern] = number(type, patterns, pattern);
            }
            assertThat(all(checkpoint.weights().get("all"))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anythingRandomComesBackFromAnyPlaceAndLength(ElementType type) throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            byte[] pad = new byte[random.nextInt(9)];
            byte[] numbers = new byte[random.nextInt(10_000) * type.bytes()];
            random.nextBytes(numbers);
            long elements = numbers.length / type.bytes();
            new SafetensorsFile()
                    .stored("pad", "U8", List.of((long) pad.length), pad)
                    .stored("numbers", type.name(), List.of(elements), numbers)
                    .writeCheckpoint(folder);
            try (Checkpoint checkpoint = Checkpoint.open(folder)) {
                int from = random.nextInt((int) elements + 1);
                int count = random.nextInt((int) elements - from + 1);
                int offset = random.nextInt(5);
                float[] read = new float[offset + count + 1];
                float[] expected = read.clone();
                ByteBuffer stored = ByteBuffer.wrap(numbers).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < count; i++) {
                    expected[offset + i] = number(type, stored, from + i);
                }
                checkpoint.weights().get("numbers").read(from, read, offset, count);
                assertThat(read).isEqualTo(expected);
            }
        }
    }

    @Test
    void readsTensorsOfMoreThanTwoGibibytes() throws IOException {
        long elements = 1_200_000_000;
        Path file = folder.resolve("model.safetensors");
        Files.writeString(folder.resolve("config.json"), "{}");
        byte[] header = SafetensorsFile.bytes(
                "{\"large\":{\"dtype\":\"BF16\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                        .formatted(elements, 2 * elements),
                new byte[0]);
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(header);
            sparse.setLength(header.length + 2 * elements);
            sparse.seek(sparse.length() - 2);
            sparse.write(new byte[] {(byte) 0x80, 0x3f});
        }

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            float[] last = new float[2];
            checkpoint.weights().get("large").read(elements - 2, last, 0, 2);
            assertThat(last).containsExactly(0f, 1f);
        }
    }

    @Test
    void readsSingleNumbersAndNone() throws IOException {
        new SafetensorsFile()
                .f32("one", List.of(), 4f)
                .f32("none", List.of(0L, 5L))
                .writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(all(checkpoint.weights().get("one"))).containsExactly(4f);
            assertThat(all(checkpoint.weights().get("none"))).isEmpty();
        }
    }

    private static float[] all(StoredTensor tensor) {
        float[] numbers = new float[(int) tensor.elements()];
        tensor.read(0, numbers, 0, numbers.length);
        return numbers;
    }

    private static float number(ElementType type, ByteBuffer stored, int index) {
        return switch (type) {
            case F32 -> stored.getFloat(index * Float.BYTES);
            case F16 -> half(stored.getShort(index * Short.BYTES) & 0xffff);
            case BF16 -> Float.intBitsToFloat(stored.getShort(index * Short.BYTES) << 16);
        };
    }

    /** By the definition of IEEE 754. */
    private static float half(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb((double) (1024 + fraction), exponent - 25);
        };
        return (float) (bits >> 15 == 0 ? size : -size);
    }
}
