package io.cloister.inference;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Enters the models that are part of the program into the catalog. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BuiltInModels implements ApplicationRunner {

    /** Both rest on the same embedding graph; its digest tells which one answered. */
    private static final String GRAPH = "/bge-small-en-v1.5-q.onnx";

    private final ModelCatalog catalog;
    private final Clock clock;

    BuiltInModels(ModelCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Graph graph = Graph.read();
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
                graph.sha256(),
                graph.bytes(),
                true,
                true,
                clock.instant()));
        catalog.registerBuiltIn(new ModelDescription(
                ModelId.builtIn("bge-small-en-v1.5"),
                "bge-small-en-v1.5",
                "BGE small (English)",
                "Finds passages by meaning; used for search, not for answers.",
                ModelTask.EMBEDDING,
                ModelRuntime.ONNX_EMBEDDING,
                "1.5-int8",
                "MIT",
                null,
                graph.sha256(),
                graph.bytes(),
                false,
                true,
                clock.instant()));
    }

    private record Graph(String sha256, long bytes) {

        static Graph read() {
            try (InputStream resource = Objects.requireNonNull(BuiltInModels.class.getResourceAsStream(GRAPH));
                    var in = new DigestInputStream(resource, MessageDigest.getInstance("SHA-256"))) {
                long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
                return new Graph(HexFormat.of().formatHex(in.getMessageDigest().digest()), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
