package io.cloister.catalog;

import io.cloister.inference.checkpoint.AdapterCheckpoint;
import io.cloister.inference.checkpoint.SafetensorsFile;
import io.cloister.inference.checkpoint.StoredTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Small adapters as PEFT saves them. */
public final class AdapterFolders {

    private static final int RANK = 4;
    private static final int LAYERS = 5;
    private static final int WIDTH = 64;

    private AdapterFolders() {}

    /**
     * One for the model of {@link ModelFolders}, which changes its queries and through them what it writes.
     *
     * @param base what the adapter says it was trained on
     */
    public static Path forStories(Path folder, String base, long seed) {
        return forStories(folder, base, seed, WIDTH);
    }

    /** One that has another width than the model. */
    public static Path forAnother(Path folder, String base) {
        return forStories(folder, base, 1, WIDTH / 2);
    }

    private static Path forStories(Path folder, String base, long seed, int width) {
        var random = new Random(seed);
        var file = new SafetensorsFile();
        for (int layer = 0; layer < LAYERS; layer++) {
            String module = "base_model.model.model.layers.%d.self_attn.q_proj.".formatted(layer);
            file.f32(module + "lora_A.weight", List.of((long) RANK, (long) width), numbers(random, RANK * width));
            file.f32(module + "lora_B.weight", List.of((long) width, (long) RANK), numbers(random, RANK * width));
        }
        return write(folder, config(base), file);
    }

    /** The same with what it adds turned round. */
    public static Path negated(Path adapter, Path folder) throws IOException {
        var file = new SafetensorsFile();
        try (AdapterCheckpoint checkpoint = AdapterCheckpoint.open(adapter)) {
            for (String name : checkpoint.weights().names()) {
                StoredTensor tensor = checkpoint.weights().get(name);
                float[] numbers = new float[Math.toIntExact(tensor.elements())];
                tensor.read(0, numbers, 0, numbers.length);
                for (int i = 0; i < numbers.length && name.endsWith("lora_B.weight"); i++) {
                    numbers[i] = -numbers[i];
                }
                file.f32(name, tensor.shape(), numbers);
            }
        }
        return write(folder, Files.readString(adapter.resolve("adapter_config.json")), file);
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() / 4;
        }
        return numbers;
    }

    private static String config(String base) {
        return """
                {"peft_type": "LORA", "base_model_name_or_path": "%s", "r": %d, "lora_alpha": 8, "bias": "none",
                 "target_modules": ["q_proj"]}
                """.formatted(base, RANK);
    }

    private static Path write(Path folder, String config, SafetensorsFile weights) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("adapter_config.json"), config);
            weights.write(folder.resolve("adapter_model.safetensors"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
