package io.cloister.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adapters in the layout of PEFT. */
class AdapterCheckpointTests {

    private static final String LOWER = "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight";

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("adapter_config.json"), "{\"peft_type\": \"LORA\", \"r\": 4}");
    }

    @Test
    void givesConfigurationAndWeights() throws IOException {
        new SafetensorsFile().f32(LOWER, List.of(1L, 2L), 1, 2).write(folder.resolve("adapter_model.safetensors"));

        try (AdapterCheckpoint adapter = AdapterCheckpoint.open(folder)) {
            assertThat(adapter.folder()).isEqualTo(folder);
            assertThat(adapter.config().path("r").asInt()).isEqualTo(4);
            assertThat(adapter.weights().get(LOWER).shape()).containsExactly(1L, 2L);
        }
    }

    @Test
    void aCheckpointIsNoAdapter() throws IOException {
        new SafetensorsFile().f32(LOWER, List.of(1L), 1).writeCheckpoint(folder);

        assertThatThrownBy(() -> AdapterCheckpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("'model.safetensors' but neither 'adapter_model.safetensors' nor");
    }

    @Test
    void aPickledAdapterIsRefused() throws IOException {
        Files.write(folder.resolve("adapter_model.bin"), new byte[] {'P', 'K', 3, 4});

        assertThatThrownBy(() -> AdapterCheckpoint.open(folder))
                .hasMessageContaining("'adapter_model.bin' but no 'adapter_model.safetensors'; pickles");
    }
}
