package io.cloister.catalog;

/**
 * The model that an adapter runs on, as an adapter's entry knows it.
 *
 * @param enabled whether the house offers it; an adapter is of no use while it does not
 */
public record AdapterBase(ModelId id, String name, String title, String sha256, boolean enabled) {}
