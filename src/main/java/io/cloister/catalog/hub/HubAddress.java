package io.cloister.catalog.hub;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository of a hub, {@code hub:owner/name[@revision]}.
 *
 * @param revision a branch, a tag or a commit
 */
public record HubAddress(String owner, String name, String revision) {

    public static final String SCHEME = "hub:";

    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
    private static final Pattern FORM =
            Pattern.compile("hub:(" + WORD + ")/(" + WORD + ")(?:@([A-Za-z0-9][A-Za-z0-9._/-]{0,199}))?");
    private static final String MAIN = "main";

    /** @throws Problem {@code invalid-input} */
    public static HubAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || text.contains("..")) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "'%s' is no model of a hub; write hub:owner/name or hub:owner/name@revision.".formatted(text));
        }
        String revision = form.group(3);
        return new HubAddress(form.group(1), form.group(2), revision == null ? MAIN : revision);
    }

    String repository() {
        return owner + "/" + name;
    }
}
