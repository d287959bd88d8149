package io.cloister.access;

import java.util.UUID;

/** Known to the module that owns things of a kind: which of them there are to be granted. */
public interface GrantableResources {

    ResourceKind kind();

    boolean contains(UUID id);
}
