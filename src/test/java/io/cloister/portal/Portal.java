package io.cloister.portal;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Where the portal listens, and people who use it by program. */
@TestComponent
class Portal {

    private final ObjectProvider<WebServerApplicationContext> context;
    private final DemoPeople people;
    private final Map<String, HttpVisit> visits = new HashMap<>();

    Portal(ObjectProvider<WebServerApplicationContext> context, DemoPeople people) {
        this.context = context;
        this.people = people;
    }

    URI address() {
        var server = context.getObject().getWebServer();
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return URI.create("http://localhost:" + server.getPort());
    }

    /** Everybody signs in once and keeps the session. */
    HttpVisit signIn(String username) {
        return visits.computeIfAbsent(username, name -> {
            HttpVisit visit = new HttpVisit(address());
            visit.signIn(name, people.of(name).password());
            return visit;
        });
    }
}
