package io.cloister.portal;

import static io.cloister.portal.Accessible.check;
import static io.cloister.portal.Accessible.checkInDark;

import java.util.List;
import org.junit.jupiter.api.Test;

/** WCAG 2.2 AA as far as a machine can tell, on every page, in light, in dark and on a phone. */
@PortalTest
class AccessibilityTests {

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
            for (String path :
                    List.of("/admin", "/admin/models", "/admin/models/new", "/admin/collections", "/admin/people")) {
                ada.open(path);
                check(ada);
            }
            for (String path : List.of("/admin/models", "/admin/models/new")) {
                ada.open(path);
                checkInDark(ada, "main");
            }
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
}
