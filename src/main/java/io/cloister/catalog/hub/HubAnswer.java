package io.cloister.catalog.hub;

import io.cloister.catalog.store.FileName;
import io.cloister.catalog.store.ModuleFile;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a hub says about a repository. */
final class HubAnswer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private HubAnswer() {}

    /** @throws Problem {@code invalid-input} where it is not understood, or announces no digest of a file */
    static HubListing read(byte[] json, String repository, String address) {
        try {
            JsonNode answer = JSON.readTree(json);
            String commit = answer.path("sha").asString("");
            if (!SHA1.matcher(commit).matches()) {
                throw notUnderstood(repository, null);
            }
            Map<String, JsonNode> siblings = new HashMap<>();
            answer.path("siblings")
                    .forEach(file -> siblings.put(file.path("rfilename").asString(""), file));
            List<HubFile> files = HubSelection.of(
                            siblings.keySet().stream().sorted().toList(), repository)
                    .stream()
                    .map(path -> file(path, Objects.requireNonNull(siblings.get(path))))
                    .toList();
            Set<String> names = new HashSet<>();
            for (HubFile file : files) {
                if (!names.add(file.name())) {
                    throw notUnderstood(repository, null);
                }
            }
            return new HubListing(address, commit, files);
        } catch (JacksonException e) {
            throw notUnderstood(repository, e);
        }
    }

    private static HubFile file(String path, JsonNode node) {
        String sha256 = node.path("lfs").path("sha256").asString("");
        String blob = node.path("blobId").asString("");
        long bytes = node.path("size").asLong(-1);
        boolean large = node.path("lfs").isObject();
        if (bytes < 0 || !(large ? SHA256.matcher(sha256) : SHA1.matcher(blob)).matches()) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The hub announces no size or no digest of '%s', so it could not be checked; use a hub that does."
                            .formatted(path));
        }
        String module = ModuleFile.flatName(path);
        return new HubFile(
                path,
                FileName.check(module == null ? path.substring(path.lastIndexOf('/') + 1) : module),
                bytes,
                large ? new HubDigest.Sha256(sha256) : new HubDigest.GitBlob(blob));
    }

    private static Problem notUnderstood(String repository, @Nullable Exception cause) {
        return new Problem(
                ProblemType.INVALID_INPUT,
                "What the hub says about %s is not understood; check that cloister.catalog.hub.base-url is the address of a hub."
                        .formatted(repository),
                cause == null ? new IllegalArgumentException("no such fields") : cause);
    }
}
