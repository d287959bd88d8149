package io.cloister.inference.decoder;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.stereotype.Component;

/** The decoders in memory. Each is loaded when it is first asked for, one at a time, and kept. */
@Component
public class DecoderModels {

    private static final Logger LOG = LoggerFactory.getLogger(DecoderModels.class);

    private final ModelCatalog catalog;
    private final OnnxSessions sessions;
    private final NativeWork work;
    private final Map<ModelId, ChatModel> loaded = new ConcurrentHashMap<>();

    public DecoderModels(ModelCatalog catalog, OnnxSessions sessions, NativeWork work) {
        this.catalog = catalog;
        this.sessions = sessions;
        this.work = work;
    }

    /** @throws Problem {@code unavailable} where it cannot be loaded */
    public ChatModel get(ModelDescription description) {
        ChatModel model = loaded.get(description.id());
        return model == null ? load(description) : model;
    }

    private synchronized ChatModel load(ModelDescription description) {
        ChatModel other = loaded.get(description.id());
        if (other != null) {
            return other;
        }
        Path folder = catalog.verifiedFolder(description.id());
        try (var permit = work.admit()) {
            LoadedDecoder decoder = permit.run(() -> LoadedDecoder.load(folder, sessions));
            ChatModel model = new DecoderChatModel(decoder, work);
            loaded.put(description.id(), model);
            return model;
        } catch (IllegalStateException e) {
            LOG.warn("The model {} cannot be loaded", description.name(), e);
            throw unavailable(description);
        }
    }

    private static Problem unavailable(ModelDescription description) {
        return new Problem(
                ProblemType.UNAVAILABLE,
                "%s cannot be loaded. Please choose another model and tell an administrator."
                        .formatted(description.title()));
    }
}
