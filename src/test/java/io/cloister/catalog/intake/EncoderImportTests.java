package io.cloister.catalog.intake;

import static io.cloister.inference.embedding.TinyEncoder.describe;
import static io.cloister.inference.embedding.TinyEncoder.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.catalog.archive.Archive;
import io.cloister.catalog.archive.UnpackLimits;
import io.cloister.inference.PassageReranking;
import io.cloister.inference.TextEmbedding;
import io.cloister.inference.TokenClassification;
import io.cloister.inference.embedding.TinyEncoder;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models for embedding, reranking and classifying tokens come in as folders and can be used. */
@CatalogTest
class EncoderImportTests {

    @TempDir
    Path server;

    private final ModelCatalog catalog;
    private final TextEmbedding.Models embeddings;
    private final TextEmbedding house;
    private final PassageReranking reranking;
    private final TokenClassification classification;

    EncoderImportTests(
            ModelCatalog catalog,
            TextEmbedding.Models embeddings,
            TextEmbedding house,
            PassageReranking reranking,
            TokenClassification classification) {
        this.catalog = catalog;
        this.embeddings = embeddings;
        this.house = house;
        this.reranking = reranking;
        this.classification = classification;
    }

    @Test
    void anEmbeddingModelWithItsModulesAndItsGraphInSubfolders() throws IOException {
        new TinyEncoder(5).write(server, "last_hidden_state");
        describe(server, "{'pooling_mode_mean_tokens':true}");
        Files.createDirectory(server.resolve("onnx"));
        Files.move(server.resolve("model.onnx"), server.resolve("onnx/model.onnx"));

        ModelDescription model = take("tiny-embedding");

        assertThat(model.task()).isEqualTo(ModelTask.EMBEDDING);
        assertThat(model.runtime()).isEqualTo(ModelRuntime.ONNX_EMBEDDING);
        assertThat(model.card().contextLength()).isEqualTo(64);
        assertThat(embeddings.get(model.id()).embedQuery("late")).hasSize(5);
        assertThatThrownBy(() -> reranking.scores(model.id(), "who", List.of("me")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("made for something else");
    }

    @Test
    void aCrossEncoder() throws IOException {
        new TinyEncoder(1).writePooled(server, "logits");
        text(server, "config.json", "{'architectures':['BertForSequenceClassification'],'num_labels':1}");

        ModelDescription model = take("tiny-reranker");

        assertThat(model.task()).isEqualTo(ModelTask.RERANKING);
        assertThat(reranking.scores(model.id(), "Who pays?", List.of("The tenant.", "Nobody.")))
                .hasSize(2);
    }

    @Test
    void aTokenClassifier() throws IOException {
        new TinyEncoder(2).write(server, "logits");
        text(
                server,
                "config.json",
                "{'architectures':['BertForTokenClassification'],'id2label':{'0':'NAME','1':'B-NAME'}}");

        ModelDescription model = take("tiny-classifier");

        assertThat(model.task()).isEqualTo(ModelTask.TOKEN_CLASSIFICATION);
        assertThat(classification.spans(model.id(), "Who pays?"))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.type()).isEqualTo("NAME"));
    }

    @Test
    void theBuiltInEmbeddingModelIsOneOfThem() {
        ModelDescription builtIn = catalog.all().stream()
                .filter(model -> model.name().startsWith("bge-small"))
                .findFirst()
                .orElseThrow();

        assertThat(embeddings.get(builtIn.id())).isSameAs(house);
    }

    @Test
    void whatIsWrongIsSaidAndNothingComesIn() throws IOException {
        new TinyEncoder(5).write(server, "last_hidden_state");
        text(server, "config.json", "{'architectures':['BertModel']}");

        assertThatThrownBy(() -> take("no-modules"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no 'modules.json'");
        assertThat(catalog.all()).noneMatch(model -> model.name().equals("no-modules"));
    }

    @Test
    void anArchiveKeepsTheConfigurationsOfModules() throws IOException {
        Path zip = server.resolve("model.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("m/modules.json", "m/1_Pooling/config.json", "m/other/config.json")) {
                out.putNextEntry(new ZipEntry(name));
                out.write("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        Path target = Files.createDirectory(server.resolve("unpacked"));

        Path folder = Archive.unpack(zip, target, UnpackLimits.of(1 << 20, Files.size(zip)), BuildProgress.NONE);

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("modules.json", "1_Pooling.config.json");
        }
    }

    private ModelDescription take(String name) {
        return catalog.importFolder(server, name, name.toUpperCase(Locale.ROOT), "MIT");
    }
}
