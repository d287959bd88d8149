package io.cloister.inference.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.AdapterFolders;
import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.WeightsType;
import io.cloister.catalog.intake.Initiator;
import io.cloister.inference.Sampling;
import io.cloister.inference.build.BuildOptions;
import io.cloister.inference.build.ModelBuild;
import io.cloister.inference.build.Reference;
import io.cloister.inference.build.Reference.Prompt;
import io.cloister.portal.PortalTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several adapters on one base of the catalog, chosen per request, give what the reference implementation gives. */
@PortalTest
class SharedBaseTests {

    private final ModelCatalog catalog;
    private final DecoderModels models;

    SharedBaseTests(ModelCatalog catalog, DecoderModels models) {
        this.catalog = catalog;
        this.models = models;
    }

    @Test
    void adaptersShareOneBaseAndEachRequestHasItsOwn(@TempDir Path directory) throws IOException {
        Reference adapter = Reference.read(Reference.shared("oracle/llama3-lora"));
        Reference base = Reference.read(Reference.shared("oracle/llama3"));
        ModelBuild.build(
                base.folder(), directory.resolve("llama3"), BuildOptions.of(WeightsType.FP32), BuildProgress.NONE);
        ModelDescription alone = bringIn(directory.resolve("llama3"), "llama3");
        ModelDescription first = bringIn(adapter.folder(), "llama3-first");
        ModelDescription second =
                bringIn(AdapterFolders.negated(adapter.folder(), directory.resolve("second")), "llama3-second");

        for (Prompt prompt : adapter.prompts()) {
            List<Long> itself = base.prompt(prompt.name()).greedy();
            assertThat(written(alone, prompt)).as(prompt.name()).isEqualTo(itself);
            assertThat(written(first, prompt)).as(prompt.name()).isEqualTo(prompt.greedy());
            assertThat(written(second, prompt)).as(prompt.name()).isNotIn(itself, prompt.greedy());
            assertThat(written(first, prompt)).as(prompt.name()).isEqualTo(prompt.greedy());
        }
        // A tokenizer comes with each session that is opened.
        assertThat(models.hold(first).decoder().tokenizer())
                .isSameAs(models.hold(second).decoder().tokenizer())
                .isNotSameAs(models.hold(alone).decoder().tokenizer());
    }

    @Test
    void anAdapterIsAskedInTheWordsOfItsBase(@TempDir Path directory) throws IOException {
        Path folder = ModelFolders.readyMade(directory.resolve("talker"));
        Files.writeString(folder.resolve("chat_template.jinja"), "Somebody said: {{ messages[0].content }}");
        ModelDescription talker = bringIn(folder, "talker");
        ModelDescription adapter =
                bringIn(AdapterFolders.forStories(directory.resolve("talking"), "talker", 1), "talking");

        assertThat(models.hold(adapter).decoder().ask("Hello"))
                .isEqualTo(models.hold(talker).decoder().tokenizer().encode("Somebody said: Hello", false));
        assertThat(adapter.grounded()).isTrue();
    }

    private ModelDescription bringIn(Path folder, String name) {
        return Initiator.operator("somebody").act(() -> catalog.importFolder(folder, name, name, "MIT"));
    }

    private List<Long> written(ModelDescription model, Prompt prompt) {
        var request = new TokenPrompt(prompt.tokens(), prompt.greedy().size(), Sampling.GREEDY, true, false);
        try (var writer = new TokenWriter(models.hold(model).decoder(), 1)) {
            return LongStream.of(writer.write(List.of(request)).getFirst().tokens())
                    .boxed()
                    .toList();
        }
    }
}
