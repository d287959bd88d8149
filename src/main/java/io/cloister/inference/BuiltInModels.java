package io.cloister.inference;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.inference.embedding.BuiltInEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Enters the models that are part of the program into the catalog. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BuiltInModels implements ApplicationRunner {

    private final ModelCatalog catalog;
    private final Clock clock;

    BuiltInModels(ModelCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // The quoting model rests on the embedding graph; its digest tells which one answered.
        Graph bge = Graph.of(BuiltInEncoder.BGE_SMALL);
        catalog.registerBuiltIn(new ModelDescription(
                ModelId.builtIn("cloister-quote"),
                "cloister-quote",
                "Cloister Quote",
                "Answers with sentences of your documents, word for word, each with its source. Never invents anything.",
                ModelTask.GENERATION,
                ModelRuntime.QUOTE,
                "1",
                "Part of Cloister",
                null,
                bge.sha256(),
                bge.bytes(),
                true,
                true,
                clock.instant()));
        register(BuiltInEncoder.BGE_SMALL, "BGE small (English)", "1.5-int8", "MIT", bge);
        register(
                BuiltInEncoder.MINI_LM,
                "MiniLM (English)",
                "L6-v2-int8",
                "Apache-2.0",
                Graph.of(BuiltInEncoder.MINI_LM));
    }

    private void register(BuiltInEncoder encoder, String title, String version, String licence, Graph graph) {
        catalog.registerBuiltIn(new ModelDescription(
                ModelId.builtIn(encoder.modelName()),
                encoder.modelName(),
                title,
                "Finds passages by meaning; used for search, not for answers.",
                ModelTask.EMBEDDING,
                ModelRuntime.ONNX_EMBEDDING,
                version,
                licence,
                null,
                graph.sha256(),
                graph.bytes(),
                false,
                true,
                clock.instant()));
    }

    private record Graph(String sha256, long bytes) {

        static Graph of(BuiltInEncoder encoder) {
            try (InputStream resource = BuiltInEncoder.open(encoder.graph());
                    var in = new DigestInputStream(resource, MessageDigest.getInstance("SHA-256"))) {
                long bytes = in.transferTo(OutputStream.nullOutputStream());
                return new Graph(HexFormat.of().formatHex(in.getMessageDigest().digest()), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
