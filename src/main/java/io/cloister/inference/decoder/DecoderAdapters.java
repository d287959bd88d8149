package io.cloister.inference.decoder;

import io.cloister.catalog.AdapterRuntime;
import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.inference.adapter.LoraAdapter;
import io.cloister.inference.checkpoint.AdapterCheckpoint;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts LoRA adapters on decoders, for a look or a few words, and lets go of both again. */
@Component
class DecoderAdapters implements AdapterRuntime {

    private final OnnxSessions sessions;
    private final NativeWork work;

    DecoderAdapters(OnnxSessions sessions, NativeWork work) {
        this.sessions = sessions;
        this.work = work;
    }

    /** Makers put the configuration of the base beside an adapter, and some the merged model, too, which then counts. */
    @Override
    public boolean isAdapter(Path folder) {
        return Files.isRegularFile(folder.resolve("adapter_config.json"))
                && Stream.of(DecoderFolder.GRAPH, "model.safetensors", "model.safetensors.index.json")
                        .noneMatch(name -> Files.exists(folder.resolve(name)));
    }

    @Override
    public String wantedBase(Path adapter) {
        try (AdapterCheckpoint checkpoint = AdapterCheckpoint.open(adapter)) {
            return checkpoint.config().path("base_model_name_or_path").asString("");
        } catch (UnusableCheckpointException e) {
            throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
        }
    }

    @Override
    public InspectedAdapter inspect(Path adapter, Path base) {
        return on(base, adapter, decoder -> {
            DecoderFolderInspector.predictOnce(decoder);
            ModelConfig config = decoder.config();
            var model = new InspectedModel(
                    ModelTask.GENERATION,
                    ModelRuntime.ONNX_ADAPTER,
                    config.architecture(),
                    config.chat(),
                    config.contextLength());
            return new InspectedAdapter(model, parameters(adapter));
        });
    }

    @Override
    public String sample(Path adapter, Path base, String prompt) {
        Thread asking = Thread.currentThread();
        return on(base, adapter, decoder -> DecoderSampler.write(decoder, prompt, asking));
    }

    private static long parameters(Path adapter) throws UnusableCheckpointException {
        try (LoraAdapter lora = LoraAdapter.open(adapter)) {
            return lora.parameters();
        }
    }

    private interface Use<T> {
        T of(LoadedDecoder decoder) throws UnusableFolderException, UnusableCheckpointException;
    }

    private <T> T on(Path base, Path adapter, Use<T> use) {
        try (var permit = work.admit()) {
            return permit.run(() -> {
                try (var decoder = LoadedDecoder.loadBase(base, sessions);
                        var adapted = decoder.adapted(base, adapter)) {
                    return use.of(adapted);
                } catch (UnusableFolderException e) {
                    throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
                } catch (UnusableCheckpointException e) {
                    throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
                }
            });
        }
    }
}
