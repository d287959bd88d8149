package io.cloister.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.platform.Actor;
import io.cloister.platform.ActorBadge;
import io.cloister.platform.ActorBadges;
import io.cloister.platform.ActorId;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.NavigationEntry;
import io.cloister.platform.web.PageFrame.Link;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class PageFramesTests {

    private final PageFrames frames = frames();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void showsOnlyWhatARoleSeesAndEachPageOnce() {
        signIn("EMPLOYEE", "DEPARTMENT_MANAGER");
        assertThat(frames.frame(request("/chat")).navigation())
                .extracting(Link::path)
                .containsExactly("/chat", "/help");
    }

    @Test
    void marksTheLongestPathThatFitsAsCurrent() {
        signIn("ADMIN");
        assertThat(frames.frame(request("/admin/models/7")).navigation())
                .filteredOn(Link::current)
                .extracting(Link::path)
                .containsExactly("/admin/models");
    }

    @Test
    void showsNeitherNavigationNorPersonToThoseNotSignedIn() {
        PageFrame frame = frames.frame(request("/login"));
        assertThat(frame.navigation()).isEmpty();
        assertThat(frame.badge()).isNull();
    }

    @Test
    void takesTheThemeFromTheCookieAndNoOtherWordFromIt() {
        MockHttpServletRequest dark = request("/login");
        dark.setCookies(new Cookie("theme", "dark"));
        MockHttpServletRequest forged = request("/login");
        forged.setCookies(new Cookie("theme", "x"));
        assertThat(frames.frame(dark).theme()).isEqualTo("dark");
        assertThat(frames.frame(forged).theme()).isNull();
    }

    @Test
    void handsScriptsTheirTextsInAFormThatCannotEndTheElement() {
        assertThat(new ScriptTexts().json(Locale.ROOT, "chat"))
                .contains("chat.script.page")
                .doesNotContain("<");
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("GET", path);
    }

    private static void signIn(String... roles) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(new Someone(Set.of(roles)), null, "ROLE_X"));
    }

    private static PageFrames frames() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        ActorBadges badges = actor -> new ActorBadge("Somebody", "Somewhere");
        beans.addBean("badges", badges);
        add(beans, "/admin", "ADMIN", 1);
        add(beans, "/admin/models", "ADMIN", 2);
        add(beans, "/chat", "EMPLOYEE", 3);
        add(beans, "/chat", "DEPARTMENT_MANAGER", 3);
        add(beans, "/help", "*", 4);
        try {
            return new PageFrames(
                    new CurrentActor(),
                    beans.getBeanProvider(ActorBadges.class),
                    beans.getBeanProvider(NavigationEntry.class),
                    new ViteManifest(),
                    new ScriptTexts(),
                    MessageBundles.messageSource());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(StaticListableBeanFactory beans, String path, String role, int order) {
        beans.addBean(role + path, new NavigationEntry("key", path, role, "icon", order));
    }

    private record Someone(Set<String> roleNames) implements Actor {
        @Override
        public ActorId actorId() {
            return new ActorId(new UUID(0, 1));
        }

        @Override
        public @Nullable UUID departmentOfActor() {
            return null;
        }
    }
}
