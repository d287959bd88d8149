package io.cloister.platform.web;

import io.cloister.platform.Actor;
import io.cloister.platform.ActorBadge;
import io.cloister.platform.ActorBadges;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.NavigationEntry;
import io.cloister.platform.web.PageFrame.Link;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;

/** Makes the frame for a page from the request and the entries that modules contribute. */
@Component
class PageFrames {

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final CurrentActor currentActor;
    private final ObjectProvider<ActorBadges> badges;
    private final List<NavigationEntry> entries;
    private final ViteManifest assets;
    private final ScriptTexts scriptTexts;
    private final MessageSource messages;

    PageFrames(
            CurrentActor currentActor,
            ObjectProvider<ActorBadges> badges,
            ObjectProvider<NavigationEntry> entries,
            ViteManifest assets,
            ScriptTexts scriptTexts,
            MessageSource messages) {
        this.currentActor = currentActor;
        this.badges = badges;
        this.entries = entries.stream()
                .sorted(Comparator.comparingInt(NavigationEntry::order))
                .toList();
        this.assets = assets;
        this.scriptTexts = scriptTexts;
        this.messages = messages;
    }

    PageFrame frame(HttpServletRequest request) {
        return currentActor
                .find()
                .map(actor -> frame(request, links(actor, request.getRequestURI()), badgeOf(actor)))
                .orElseGet(() -> bare(request));
    }

    /** Without anything that has to be asked of the database: for pages that must not fail. */
    PageFrame bare(HttpServletRequest request) {
        return frame(request, List.of(), null);
    }

    private PageFrame frame(HttpServletRequest request, List<Link> links, @Nullable ActorBadge badge) {
        Locale locale = RequestContextUtils.getLocale(request);
        return new PageFrame(links, badge, theme(request), locale, assets, scriptTexts, messages);
    }

    private @Nullable ActorBadge badgeOf(Actor actor) {
        ActorBadges port = badges.getIfAvailable();
        return port == null ? null : port.badgeOf(actor);
    }

    /** An entry stands once, however many of the actor's roles see it; the longest path that fits is the current one. */
    private List<Link> links(Actor actor, String uri) {
        Map<String, NavigationEntry> visible = new LinkedHashMap<>();
        for (NavigationEntry entry : entries) {
            if (entry.role().equals("*") || actor.roleNames().contains(entry.role())) {
                visible.put(entry.path(), entry);
            }
        }
        String current = visible.keySet().stream()
                .filter(path -> uri.equals(path) || uri.startsWith(path + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return visible.values().stream()
                .map(entry -> new Link(
                        entry.labelKey(),
                        entry.path(),
                        entry.icon(),
                        entry.path().equals(current)))
                .toList();
    }

    private static @Nullable String theme(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, "theme");
        return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : null;
    }
}
