package io.cloister.catalog;

import io.cloister.access.PersonId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The models of the house. Every change is audited in its transaction. */
public interface ModelCatalog {

    /** All models, by title. */
    List<ModelDescription> all();

    Optional<ModelDescription> find(ModelId id);

    /**
     * Models for generation that are offered and granted to the person, by title. A grant to an adapter is enough; none
     * to its base is needed.
     */
    List<ModelDescription> usableBy(PersonId person);

    /** Brings a model that is part of the program into the catalog; called at every start, changes nothing when known. */
    void registerBuiltIn(ModelDescription description);

    /**
     * Copies a folder on this machine into the catalog, inspects it there and records the SHA-256 of every file.
     *
     * @param name short, lower case, unique
     * @throws io.cloister.platform.Problem {@code invalid-input} naming the file and what is wrong with it; nothing is
     *     left behind then
     */
    ModelDescription importFolder(Path source, String name, String title, String licence);

    /**
     * Offers a model to those it is granted to, or withdraws it. Its files are looked at again when it is next loaded.
     *
     * Where a base is withdrawn, its adapters cannot be used until it is offered again.
     *
     * @throws io.cloister.platform.Problem {@code not-found}; {@code conflict} where an adapter is to be offered whose
     *     base is not
     */
    ModelDescription offer(ModelId id, boolean enabled);

    /**
     * The folder of a model, for whoever is about to load it. Every file is hashed and compared with what came in; takes
     * as long as reading the folder at the first call of the process, and nothing afterwards. A difference is audited.
     *
     * @throws io.cloister.platform.Problem {@code unavailable} where a file is missing, changed or additional;
     *     {@code not-found} for an unknown model
     */
    Path verifiedFolder(ModelId id);
}
