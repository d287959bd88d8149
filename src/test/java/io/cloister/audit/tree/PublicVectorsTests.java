package io.cloister.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloister.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The language-neutral cases of the transparency-dev project, good and bad. */
class PublicVectorsTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void inclusionProofsAreAcceptedAndRefusedAsTheVectorsSay() {
        assertThat(disagreements("inclusion", PublicVectorsTests::includes)).isEmpty();
    }

    @Test
    void consistencyProofsAreAcceptedAndRefusedAsTheVectorsSay() {
        assertThat(disagreements("consistency", PublicVectorsTests::grows)).isEmpty();
    }

    /** Where the subtree is cut as a tree of its own, a proof within it is an ordinary inclusion proof. */
    @Test
    void proofsWithinASubtreeThatIsATreeOfItsOwnAreAccepted() {
        List<Path> good = vectors("subtreeinclusion").stream()
                .filter(path -> !read(path).get("wantErr").asBoolean())
                .toList();
        assertThat(good).isNotEmpty().allMatch(path -> includesInSubtree(read(path)));
    }

    private static List<Path> disagreements(String folder, Predicate<JsonNode> verify) {
        List<Path> vectors = vectors(folder);
        assertThat(vectors).hasSize(98);
        return vectors.stream()
                .filter(path ->
                        verify.test(read(path)) == read(path).get("wantErr").asBoolean())
                .toList();
    }

    /** A leaf or root that is no hash at all is refused when it is read. */
    private static boolean includes(JsonNode vector) {
        if (bytes(vector.get("root")).length != Hash.LENGTH || bytes(vector.get("leafHash")).length != Hash.LENGTH) {
            return false;
        }
        return ProofVerification.includes(
                hash(vector.get("root")),
                number(vector, "treeSize"),
                hash(vector.get("leafHash")),
                number(vector, "leafIdx"),
                hashes(vector.get("proof")));
    }

    private static boolean includesInSubtree(JsonNode vector) {
        long start = number(vector, "start");
        return ProofVerification.includes(
                hash(vector.get("root")),
                number(vector, "end") - start,
                hash(vector.get("leafHash")),
                number(vector, "leafIdx") - start,
                hashes(vector.get("proof")));
    }

    private static boolean grows(JsonNode vector) {
        return ProofVerification.growsFrom(
                hash(vector.get("root1")),
                number(vector, "size1"),
                hash(vector.get("root2")),
                number(vector, "size2"),
                hashes(vector.get("proof")));
    }

    private static long number(JsonNode vector, String field) {
        return vector.get(field).bigIntegerValue().longValue();
    }

    private static List<Hash> hashes(JsonNode proof) {
        return proof.values().stream().map(PublicVectorsTests::hash).toList();
    }

    /** Consistency vectors may have any text in place of a root; its hash stands for it, equal where the texts are. */
    private static Hash hash(JsonNode base64) {
        byte[] bytes = bytes(base64);
        return bytes.length == Hash.LENGTH ? Hash.of(bytes) : Hash.leaf(bytes);
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }

    private static JsonNode read(Path path) {
        return JSON.readTree(path);
    }

    private static List<Path> vectors(String folder) {
        String shared = SharedFiles.ROOT.toString();
        Path root = Path.of(shared, "data", "rfc6962", "testdata", folder);
        assumeTrue(Files.isDirectory(root), () -> "public vectors not found in " + root);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> path.toString().endsWith(".json")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
