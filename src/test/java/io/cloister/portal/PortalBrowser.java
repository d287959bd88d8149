package io.cloister.portal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** Debian's Chromium, started with the first visit. Belongs to the test's thread. */
@TestComponent
class PortalBrowser {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double STARTING_MILLIS = 180_000;
    private static final double EXPECTED_MILLIS = 60_000;

    private final Portal portal;
    private final DemoPeople people;
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    PortalBrowser(Portal portal, DemoPeople people) {
        this.portal = portal;
        this.people = people;
    }

    /** Opens the portal without signing in. */
    Visit visit(Look look) {
        return new Visit(browser().newContext(look.options()), portal.address());
    }

    /** Signs in through a line that can be cut. */
    Visit signInThrough(BreakableLine line, String username) {
        Visit visit = new Visit(browser().newContext(Look.DESK.options()), line.address());
        visit.signIn(username, people.of(username).password());
        return visit;
    }

    Visit signIn(String username) {
        return signIn(username, Look.DESK);
    }

    Visit signIn(String username, Look look) {
        Visit visit = visit(look);
        visit.signIn(username, people.of(username).password());
        return visit;
    }

    private Browser browser() {
        Browser running = browser;
        if (running == null) {
            Playwright started = Playwright.create();
            // A busy machine takes longer than the five seconds that are usual.
            PlaywrightAssertions.setDefaultAssertionTimeout(EXPECTED_MILLIS);
            playwright = started;
            running = started.chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(CHROMIUM)
                            .setTimeout(STARTING_MILLIS)
                            .setArgs(List.of(
                                    "--headless",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            browser = running;
        }
        return running;
    }

    @PreDestroy
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }
}
