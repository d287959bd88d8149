package io.cloister.inference.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** What belongs to a model besides its weights and is taken over as it is. */
final class CompanionFiles {

    private static final List<String> NAMES = List.of(
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "tokenizer.model",
            "chat_template.jinja",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "LICENSE",
            "LICENSE.txt",
            "LICENSE.md",
            "NOTICE",
            "README.md");

    private CompanionFiles() {}

    static void copy(Path source, Path target) throws IOException {
        for (String name : NAMES) {
            Path file = source.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                // By its content alone: the source may be on a disk that nobody can write to.
                Files.write(target.resolve(name), Files.readAllBytes(file));
            }
        }
    }
}
