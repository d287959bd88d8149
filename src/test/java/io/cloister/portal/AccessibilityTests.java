package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WCAG 2.2 AA as far as a machine can tell, on every page, in light, in dark and on a phone. */
@PortalTest
class AccessibilityTests {

    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final int PHONE_WIDTH = 390;

    private final PortalBrowser browser;

    AccessibilityTests(PortalBrowser browser) {
        this.browser = browser;
    }

    @Test
    void pagesOfEmployees() {
        try (Visit visit = browser.visit(Look.DESK)) {
            visit.open("/login");
            check(visit);
        }
        try (Visit karim = browser.signIn("karim")) {
            check(karim);
            karim.ask(EmployeeStoryTests.QUESTION).locator(".cite").first().click();
            karim.page().locator("#sources mark").waitFor();
            check(karim);
            checkInDark(karim, ".prose .cite");
            karim.open("/collections");
            check(karim);
            karim.page().locator("main a[href^='/collections/']").first().click();
            check(karim);
            karim.page().locator("main a[href^='/documents/']").first().click();
            check(karim);
            karim.open("/no-such-page");
            check(karim);
        }
    }

    @Test
    void pagesOfAdministrators() {
        try (Visit ada = browser.signIn("ada")) {
            for (String path : List.of("/admin", "/admin/models", "/admin/collections", "/admin/people")) {
                ada.open(path);
                check(ada);
            }
            ada.open("/admin/models");
            checkInDark(ada, "main");
        }
    }

    @Test
    void pagesOfComplianceOfficers() {
        try (Visit conrad = browser.signIn("conrad")) {
            // A few rows show what many would, in much less time.
            conrad.open("/audit?action=collection.create");
            check(conrad);
            conrad.page().locator("tbody a[href^='/audit/events/']").last().click();
            check(conrad);
            checkInDark(conrad, "main");
            conrad.page().locator("a[href$='/proof']").click();
            check(conrad);
            conrad.open("/audit/verification");
            check(conrad);
        }
    }

    /** All rules in light; on a phone that nothing sticks out. */
    private static void check(Visit visit) {
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
    private static void checkInDark(Visit visit, String shown) {
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
