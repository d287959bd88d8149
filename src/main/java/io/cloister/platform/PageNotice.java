package io.cloister.platform;

import java.util.function.Supplier;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A sentence shown at the top of the next page: what was done, or why it was not.
 *
 * @param text a message with its arguments, or a finished sentence
 */
public record PageNotice(Tone tone, MessageSourceResolvable text) {

    /** The flash attribute in which it travels across a redirect. */
    public static final String ATTRIBUTE = "pageNotice";

    /** Whether the act succeeded. */
    public enum Tone {
        GOOD,
        BAD
    }

    /** The act succeeded; the key's message says so. */
    public static PageNotice done(String key, Object... arguments) {
        return new PageNotice(Tone.GOOD, new DefaultMessageSourceResolvable(new String[] {key}, arguments));
    }

    /** The act was refused. */
    public static PageNotice refused(Problem problem) {
        return new PageNotice(Tone.BAD, new DefaultMessageSourceResolvable(new String[0], problem.sentence()));
    }

    /** Shows it on the page to which the answer redirects. */
    public void addTo(RedirectAttributes redirect) {
        redirect.addFlashAttribute(ATTRIBUTE, this);
    }

    /** The same for a change that tells what was changed, which the done key's message names. */
    public static void afterwards(RedirectAttributes redirect, Supplier<String> change, String doneKey) {
        PageNotice notice;
        try {
            notice = done(doneKey, change.get());
        } catch (Problem problem) {
            notice = refused(problem);
        }
        notice.addTo(redirect);
    }

    /** Runs a change and says on the next page how it went; a refusal becomes a sentence there instead of an error page. */
    public static void afterwards(RedirectAttributes redirect, Runnable change, String doneKey, Object... arguments) {
        PageNotice notice;
        try {
            change.run();
            notice = done(doneKey, arguments);
        } catch (Problem problem) {
            notice = refused(problem);
        }
        notice.addTo(redirect);
    }
}
