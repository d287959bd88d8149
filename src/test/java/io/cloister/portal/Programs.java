package io.cloister.portal;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.BuildOptions;
import io.cloister.inference.build.ModelBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs of people, with keys; and a small trained model that also holds conversations, granted to Cardiology. */
@TestComponent
class Programs {

    static final String MODEL = "talker-for-programs";
    static final String EMBEDDINGS = "bge-small-en-v1.5";
    static final List<String> ALL_SCOPES = List.of("models:read", "chat", "embeddings");

    /** It says nothing about who speaks: what the model writes continues the last message. */
    private static final String TEMPLATE =
            "{{ bos_token }}{% for message in messages %}{{ message['content'] }}{% endfor %}";

    private static final JsonMapper JSON = new JsonMapper();

    private final Portal portal;
    private @Nullable String model;

    Programs(Portal portal) {
        this.portal = portal;
    }

    /** A program of a person, with a key that was just made. */
    Program of(String username, List<String> scopes) {
        return new Program(
                portal.address(), key(username, "a program", scopes).path("key").asString());
    }

    Program of(String username) {
        return of(username, ALL_SCOPES);
    }

    /** What is answered when a key is made. */
    JsonNode key(String username, String name, List<String> scopes) {
        var made =
                portal.signIn(username).post("/api/keys", Map.of("name", name, "scopes", scopes, "expiresInDays", 30));
        if (made.statusCode() != 201) {
            throw new IllegalStateException(made.body());
        }
        return JSON.readTree(made.body());
    }

    /** Brings the model in, once, and grants it and the embeddings to Cardiology. */
    synchronized void offerModels() {
        if (model == null) {
            model = bringIn();
            grant(model, true);
            grant(idOf(EMBEDDINGS), true);
        }
    }

    void grantModel(boolean given) {
        grant(Objects.requireNonNull(model), given);
    }

    private void grant(String id, boolean given) {
        HttpVisit ada = portal.signIn("ada");
        String cardiology = find(ada.json("/api/admin/departments"), "Cardiology");
        String grantee = "department:" + cardiology;
        if (given) {
            ada.post("/api/admin/grants", Map.of("kind", "MODEL", "resource", id, "grantee", grantee));
        } else {
            ada.delete("/api/admin/grants?kind=MODEL&resource=" + id + "&grantee=" + grantee);
        }
    }

    private String bringIn() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "tales-");
            Path checkpoint = ModelFolders.checkpoint(folder.resolve("checkpoint"));
            Files.writeString(checkpoint.resolve("chat_template.jinja"), TEMPLATE);
            Path built = folder.resolve("built").toAbsolutePath();
            ModelBuild.build(checkpoint, built, BuildOptions.of(WeightsType.FP32), BuildProgress.NONE);
            var added = portal.signIn("ada")
                    .post(
                            "/api/admin/models",
                            Map.of(
                                    "path",
                                    built.toString(),
                                    "name",
                                    MODEL,
                                    "title",
                                    "Talker for programs",
                                    "licence",
                                    "MIT"));
            return JSON.readTree(added.body()).path("id").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String idOf(String name) {
        return find(portal.signIn("ada").json("/api/admin/models"), name);
    }

    private static String find(JsonNode list, String name) {
        return list.valueStream()
                .filter(one -> one.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }
}
