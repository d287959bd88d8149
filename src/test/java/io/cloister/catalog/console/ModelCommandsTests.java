package io.cloister.catalog.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.CloisterApplication;
import io.cloister.catalog.AdapterFolders;
import io.cloister.catalog.ModelFolders;
import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands about models, each in a process of its own, first beside a running portal and then without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelCommandsTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OPERATOR = "operator:" + System.getProperty("user.name");

    private final Path place;
    private final Path data;
    private @Nullable ConfigurableApplicationContext portal;

    ModelCommandsTests(@TempDir Path place) {
        this.place = place;
        this.data = place.resolve("data");
    }

    private record Run(int code, String out, String err) {

        JsonNode json() {
            return JSON.readTree(out);
        }
    }

    @BeforeAll
    void startAPortal() {
        portal = application();
    }

    @AfterAll
    void stopThePortal() {
        if (portal != null) {
            portal.close();
        }
    }

    @Test
    @Order(1)
    void aRunningPortalBringsInWhatACommandAsksFor() throws Exception {
        Path folder = ModelFolders.readyMade(place.resolve("Stories 260K"));

        Run run = run("model", "import", folder.toString(), "--title", "Stories", "--licence", "MIT", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("name").asString()).isEqualTo("stories-260k");
        assertThat(run.json().path("state").asString()).isEqualTo("done");
        assertThat(run.json().path("startedBy").asString()).isEqualTo(OPERATOR);
        assertThat(run.err()).contains("cloister: ");
    }

    @Test
    @Order(2)
    void theOperatorIsPartOfTheRecord() {
        JdbcClient jdbc = portal().getBean(JdbcClient.class);

        assertThat(jdbc.sql("""
                                SELECT DISTINCT body ->> 'actor_type' FROM audit.event
                                WHERE action = 'model.add' AND body ->> 'model_id' = 'stories-260k'
                                """).query(String.class).list()).containsExactly("operator");
    }

    @Test
    @Order(3)
    void aRefusalIsOneLineAndFails() throws Exception {
        Run run = run("model", "import", "/nowhere/at/all", "--name", "nothing");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList().getLast())
                .isEqualTo(
                        "cloister: There is no folder '/nowhere/at/all' on the server; give the path of a model folder"
                                + " there.");
    }

    @Test
    @Order(4)
    void aHubThatNobodyConfiguredIsNotAsked() throws Exception {
        Run run = run("model", "import", "hub:makers/stories");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("set cloister.catalog.hub.base-url");
    }

    @Test
    @Order(5)
    void theModelsAreListed() throws Exception {
        Run run = run("model", "list", "--json");

        assertThat(run.code()).isZero();
        JsonNode stories = run.json()
                .valueStream()
                .filter(model -> model.path("name").asString().equals("stories-260k"))
                .findFirst()
                .orElseThrow();
        assertThat(stories.path("offered").asBoolean()).isFalse();
        assertThat(stories.path("licence").asString()).isEqualTo("MIT");
        assertThat(run("model", "list").out()).contains("stories-260k").contains("not offered");
    }

    @Test
    @Order(6)
    void filesThatAreAsTheyCameInAreFoundSo() throws Exception {
        Run run = run("model", "verify", "stories-260k", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("valid").asBoolean()).isTrue();
        assertThat(run.json().path("files").asInt()).isGreaterThan(4);
        assertThat(run("model", "verify", "cloister-quote").out()).contains("part of the program");
    }

    @Test
    @Order(6)
    void anAdapterIsBroughtInOnAModelThatIsThere() throws Exception {
        Path folder = AdapterFolders.forStories(place.resolve("tuned"), "nothing/known", 1);

        Run refused = run("model", "import", folder.toString());
        Run run = run("model", "import", folder.toString(), "--base", "stories-260k", "--weights", "int8");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("was trained on 'nothing/known'").contains("name it has here as the base");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("in the catalog as tuned").contains("--weights had no effect");
        assertThat(run("model", "list", "--json").json().valueStream())
                .anyMatch(model -> model.path("name").asString().equals("tuned")
                        && model.path("base").asString().equals("stories-260k"));
    }

    @Test
    @Order(7)
    void withoutAPortalTheSameCommandBringsInAModel() throws Exception {
        portal().close();
        portal = null;

        Run run = run("model", "import", ModelFolders.CHECKPOINT.toString(), "--name", "built", "--weights", "int8");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("in the catalog as built")
                .contains("not offered yet")
                .contains("It wrote: ");
    }

    @Test
    @Order(8)
    void filesThatDifferAreNamedAndFail() throws Exception {
        Run list = run("model", "list", "--json");
        UUID id = list.json()
                .valueStream()
                .filter(model -> model.path("name").asString().equals("built"))
                .map(model -> UUID.fromString(model.path("id").asString()))
                .findFirst()
                .orElseThrow();
        Path folder = new DataDirectory(data).models().resolve(id.toString());
        assertThat(folder.resolve("config.json").toFile().setWritable(true)).isTrue();
        Files.writeString(folder.resolve("config.json"), " ", StandardOpenOption.APPEND);
        Files.delete(folder.resolve("generation_config.json"));

        Run run = run("model", "verify", id.toString(), "--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.json().path("valid").asBoolean()).isFalse();
        assertThat(run.err()).contains("config.json (changed)").contains("generation_config.json (missing)");
    }

    @Test
    @Order(9)
    void theTrailIsWholeAfterwards() throws Exception {
        Run run = run("audit", "verify", "--json");

        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    @Order(10)
    void anUnknownModelIsSaid() throws Exception {
        Run run = run("model", "verify", "nothing");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("cloister: There is no model 'nothing'; see them all with ./cloister model list.\n");
    }

    @Test
    @Order(11)
    void badUseIsSaid() throws Exception {
        assertThat(run("model", "verify").code()).isEqualTo(2);
        Run run = run("model", "import", "/srv", "--weights", "int3");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("cloister: The weights 'int3' is not known; choose one of fp32, fp16, int8, int4.\n");
    }

    private ConfigurableApplicationContext portal() {
        if (portal == null) {
            throw new IllegalStateException("stopped");
        }
        return portal;
    }

    private ConfigurableApplicationContext application() {
        return new SpringApplicationBuilder(CloisterApplication.class)
                .web(WebApplicationType.NONE)
                .properties("cloister.test.own-database=true", "cloister.data=" + data)
                .run();
    }

    /** Runs one command on the same classes without those of the tests. */
    private Run run(String... arguments) throws IOException, InterruptedException {
        String classes = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(":", -1))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                .collect(Collectors.joining(":"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                "io.cloister.CloisterApplication"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLOISTER_DATA", data.toString());
        Path out = Files.createTempFile(place, "out", ".txt");
        Path err = Files.createTempFile(place, "err", ".txt");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
