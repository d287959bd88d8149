package io.cloister.catalog.web;

import io.cloister.access.GrantView;
import io.cloister.catalog.ModelDescription;
import java.util.List;

/**
 * A model with those who may use it, departments first.
 *
 * @param grantable whether people use it directly; the house's own parts use the others
 */
record ModelRow(ModelDescription description, boolean grantable, List<GrantView> grants) {

    public String shortHash() {
        return description
                .sha256()
                .substring(0, Math.min(12, description.sha256().length()));
    }

    public boolean builtIn() {
        return description.folder() == null;
    }
}
