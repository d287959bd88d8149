package io.cloister.catalog.hub;

/**
 * A file of a repository.
 *
 * @param path within the repository
 * @param name under which it is kept
 * @param digest as the hub announces it
 */
record HubFile(String path, String name, long bytes, HubDigest digest) {}
