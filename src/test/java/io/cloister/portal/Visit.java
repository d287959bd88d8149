package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody's visit with a browser. Its end checks that no page asked for anything outside the portal or broke. */
final class Visit implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 90_000;

    private final BrowserContext context;
    private final Page page;
    private final URI portal;
    private final List<String> strayed = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    Visit(BrowserContext context, URI portal) {
        this.context = context;
        this.portal = portal;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(this::note);
        context.onConsoleMessage(this::note);
        this.page = context.newPage();
        page.onPageError(broken::add);
    }

    Page page() {
        return page;
    }

    void signIn(String username, String password) {
        open("/login");
        page.fill("#username", username);
        page.fill("#password", password);
        page.click("form button");
        page.waitForLoadState();
    }

    /** Opens a page and returns the status it was answered with. */
    int open(String path) {
        return page.navigate(portal.resolve(path).toString()).status();
    }

    /** Asks, and returns the answer when it is finished. */
    Locator ask(String question) {
        int before = page.locator(".message").count();
        page.fill("#question", question);
        page.keyboard().press("Enter");
        Locator answer = page.locator(".message").nth(before + 1);
        answer.and(page.locator("[aria-busy=false]")).waitFor();
        return answer;
    }

    /** Drags a folder of the machine over a place of the page and lets it go. */
    void drop(Path folder, Locator place) {
        drop(List.of(folder), place);
    }

    /** Drags files or folders of the machine over a place of the page and lets them go. */
    void drop(List<Path> paths, Locator place) {
        BoundingBox box = place.boundingBox();
        JsonObject data = new JsonObject();
        JsonArray files = new JsonArray();
        paths.forEach(path -> files.add(path.toString()));
        data.add("items", new JsonArray());
        data.add("files", files);
        data.addProperty("dragOperationsMask", 1);
        CDPSession session = context.newCDPSession(page);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            JsonObject event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", box.x + box.width / 2);
            event.addProperty("y", box.y + box.height / 2);
            event.add("data", data);
            session.send("Input.dispatchDragEvent", event);
        }
        session.detach();
    }

    String path() {
        return URI.create(page.url()).getPath();
    }

    private void note(Request request) {
        if (!request.url().startsWith(portal.toString()) && !request.url().startsWith("data:")) {
            strayed.add(request.url());
        }
    }

    private void note(ConsoleMessage message) {
        // A refused page is an error to the console; the tests look at these answers themselves.
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            broken.add(message.text());
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(strayed).as("requests beyond the portal").isEmpty();
        assertThat(broken).as("errors of pages").isEmpty();
    }
}
