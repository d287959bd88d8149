package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WCAG 2.2 AA as far as a machine can tell, on every page, in light, in dark and on a phone. */
@PortalTest
class AccessibilityTests {

    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final PortalBrowser browser;

    AccessibilityTests(PortalBrowser browser) {
        this.browser = browser;
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void pagesOfEmployees(Look look) {
        try (Visit visit = browser.visit(look)) {
            visit.open("/login");
            check(visit);
        }
        try (Visit karim = browser.signIn("karim", look)) {
            check(karim);
            karim.ask(EmployeeStoryTests.QUESTION).locator(".cite").first().click();
            karim.page().locator("#sources mark").waitFor();
            check(karim);
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

    @ParameterizedTest
    @EnumSource(Look.class)
    void pagesOfAdministrators(Look look) {
        try (Visit ada = browser.signIn("ada", look)) {
            for (String path : List.of("/admin", "/admin/models", "/admin/collections", "/admin/people", "/chat")) {
                ada.open(path);
                check(ada);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void pagesOfComplianceOfficers(Look look) {
        try (Visit conrad = browser.signIn("conrad", look)) {
            check(conrad);
            conrad.page().locator("tbody a[href^='/audit/events/']").last().click();
            check(conrad);
            conrad.page().locator("a[href$='/proof']").click();
            check(conrad);
            conrad.open("/audit/verification");
            check(conrad);
        }
    }

    private static void check(Visit visit) {
        visit.page().waitForLoadState();
        var violations = new AxeBuilder(visit.page())
                .withTags(STANDARDS)
                .analyze()
                .getViolations();
        assertThat(violations.stream().map(rule -> rule.getId() + " " + rule.getNodes()))
                .as(visit.path())
                .isEmpty();
        Object wide = visit.page()
                .evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(wide).as("width of %s beyond the window", visit.path()).isEqualTo(0);
    }
}
