package io.cloister;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FolderNamesTests {

    static Stream<Arguments> trees() {
        return Stream.of(
                Arguments.of("db-migrations", Set.of("__root")),
                Arguments.of("src/main/resources/templates", Set.of("layout", "components", "error")),
                Arguments.of("frontend/src", Set.of("shared", "styles")));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void everyFolderIsNamedAfterAModule(String tree, Set<String> others) throws IOException {
        List<String> modules = ProductClasses.topLevelPackages().stream()
                .map(ProductClasses.PackageDeed::getSimpleName)
                .toList();
        try (Stream<Path> entries = Files.list(Path.of(tree))) {
            assertThat(entries.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .filter(name -> !others.contains(name)))
                    .isNotEmpty()
                    .isSubsetOf(modules);
        }
    }

    @ParameterizedTest
    @MethodSource("messageBundles")
    void everyMessageBundleIsNamedAfterAModule(Path bundle) {
        String name = bundle.getFileName().toString().replaceAll("(_[a-z]{2})?\\.properties$", "");
        assertThat(ProductClasses.topLevelPackages())
                .extracting(ProductClasses.PackageDeed::getSimpleName)
                .contains(name);
    }

    static Stream<Path> messageBundles() throws IOException {
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources/messages"))) {
            return bundles.toList().stream();
        }
    }
}
