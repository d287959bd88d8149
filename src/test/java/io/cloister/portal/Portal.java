package io.cloister.portal;

import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Where the portal listens, and people who use it by program. */
@TestComponent
class Portal {

    private final ObjectProvider<WebServerApplicationContext> context;
    private final DemoPeople people;

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

    HttpVisit signIn(String username) {
        HttpVisit visit = new HttpVisit(address());
        visit.signIn(username, people.of(username).password());
        return visit;
    }
}
