package io.cloister.inference.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.tokenizer.PublishedTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is written under a schema is valid by it, and whatever is valid can be written. */
class RandomSchemasTests {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    @Test
    void aVocabularyOfBytesWritesValidDocumentsOnlyAndAllOfThem() throws Exception {
        try (var texts =
                ConstrainedTexts.ofBytes("{\"", "\":", "\": \"", "\",\"", "\"}", "}}", "true", "12", "p1\":")) {
            check(texts, 300, true);
        }
    }

    @Test
    void aTrainedVocabularyOfPiecesWritesValidDocumentsOnly() throws Exception {
        Path file = Path.of("src/test/resources/models/stories260K/tokenizer.json");
        try (var texts = new ConstrainedTexts(Files.readAllBytes(file), 2)) {
            check(texts, 150, false);
        }
    }

    @Test
    void aPublishedVocabularyWritesValidDocumentsOnlyAndAllOfThem() throws Exception {
        try (var texts = new ConstrainedTexts(PublishedTokenizer.read("qwen3"), 151_645)) {
            check(texts, 25, true);
        }
    }

    private static void check(ConstrainedTexts texts, int schemas, boolean given) {
        for (int seed = 0; seed < schemas; seed++) {
            var random = new Random(seed);
            RandomSchema schema = RandomSchema.of(random, 3);
            Schema validator = REGISTRY.getSchema(schema.schema());
            var format = new OutputFormat.JsonSchema(schema.schema().toString());
            for (int i = 0; i < 4; i++) {
                String written = texts.random(() -> texts.start(format), random, 5 + random.nextInt(60));
                assertThat(validator.validate(written, InputFormat.JSON))
                        .as("%s by %s, seed %d", written, schema.schema(), seed)
                        .isEmpty();
                if (given) {
                    String document = schema.documents().get().toString();
                    assertThat(texts.accepts(texts.start(format), document))
                            .as("%s by %s, seed %d", document, schema.schema(), seed)
                            .isTrue();
                }
            }
        }
    }
}
