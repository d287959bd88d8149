package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/** WCAG 2.2 AA as far as a machine can tell. */
final class Accessible {

    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final int PHONE_WIDTH = 390;

    private Accessible() {}

    /** All rules in light; on a phone that nothing sticks out. */
    static void check(Visit visit) {
        Page page = visit.page();
        page.waitForLoadState();
        assertThat(violations(axe(page).withTags(STANDARDS))).as(visit.path()).isEmpty();
        page.setViewportSize(PHONE_WIDTH, 844);
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("width of %s beyond a phone", visit.path())
                .isEqualTo(0);
        page.setViewportSize(1360, 860);
    }

    /** What colours may break; for pages that together show every component. */
    static void checkInDark(Visit visit, String shown) {
        Page page = visit.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.reload(); // colours fade from one scheme to the other
        page.locator(shown).first().waitFor();
        assertThat(violations(axe(page).withRules(List.of("color-contrast"))))
                .as("%s in dark", visit.path())
                .isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** Without frames there is no need of a page of its own for the result. */
    private static AxeBuilder axe(Page page) {
        return new AxeBuilder(page).setLegacyMode(true);
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + " " + rule.getNodes())
                .toList();
    }
}
