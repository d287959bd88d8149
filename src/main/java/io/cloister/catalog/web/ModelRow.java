package io.cloister.catalog.web;

import io.cloister.access.GrantView;
import io.cloister.catalog.ModelCard;
import io.cloister.catalog.ModelDescription;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with those who may use it, departments first.
 *
 * @param grantable whether people use it directly; the house's own parts use the others
 */
record ModelRow(ModelDescription description, boolean grantable, List<GrantView> grants) {

    private static final int SHORT_HASH = 12;

    ModelRow {
        grants = grants.stream()
                .sorted(Comparator.comparing(GrantView::toDepartment).reversed().thenComparing(GrantView::name))
                .toList();
    }

    /** @param revision null where there is none */
    record Source(String from, @Nullable String revision) {}

    public String shortHash() {
        String hash = description.sha256();
        return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
    }

    public boolean builtIn() {
        return description.folder() == null;
    }

    public Object size() {
        return Amount.ofBytes(description.bytes()).value();
    }

    public String samplePrompt() {
        return ModelCard.samplePrompt(description.grounded());
    }

    public List<Figure> figures() {
        return Figure.of(description);
    }

    public @Nullable Source source() {
        String source = description.card().source();
        if (source == null) {
            return null;
        }
        int revision = source.lastIndexOf('@');
        return revision < 0
                ? new Source(source, null)
                : new Source(source.substring(0, revision), source.substring(revision + 1));
    }
}
