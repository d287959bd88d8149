package io.cloister.catalog;

import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Takes a model folder into the house: copied first, inspected where it will stay, so that nothing can change between
 * the look and the use.
 */
@Component
class ModelIntake {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private final DataDirectory directory;
    private final ObjectProvider<ModelInspector> inspector;
    private final TransactionTemplate transaction;

    ModelIntake(
            DataDirectory directory,
            ObjectProvider<ModelInspector> inspector,
            PlatformTransactionManager transactionManager) {
        this.directory = directory;
        this.inspector = inspector;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    Accepted accept(Path source, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "A model's name has small letters, digits, dots, hyphens and underscores, and starts with a letter"
                            + " or digit.");
        }
        if (!Files.isDirectory(source)) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "There is no folder '%s' on the server; give the path of a model folder there.".formatted(source));
        }
        ModelId id = new ModelId(UUID.randomUUID());
        Path folder = directory.models().resolve(id.value().toString());
        try {
            ModelFiles files = ModelFiles.copy(source, folder);
            InspectedModel found = inspector.getObject().inspect(folder);
            return new Accepted(id, folder, files.sha256(), files.bytes(), found);
        } catch (IOException e) {
            discard(folder);
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The folder '%s' could not be copied (%s); check its files and the free space."
                            .formatted(source, e.getMessage()),
                    e);
        } catch (RuntimeException e) {
            discard(folder);
            throw e;
        }
    }

    void inTransaction(Runnable work) {
        transaction.executeWithoutResult(_ -> work.run());
    }

    private static void discard(Path folder) {
        FileSystemUtils.deleteRecursively(folder.toFile());
    }

    /** A folder that lies in the house and was found to be a model. */
    record Accepted(ModelId id, Path folder, String sha256, long bytes, InspectedModel found) {

        String summary() {
            return "%s, context of %d tokens".formatted(found.architecture(), found.contextLength());
        }

        void discard() {
            ModelIntake.discard(folder);
        }
    }
}
