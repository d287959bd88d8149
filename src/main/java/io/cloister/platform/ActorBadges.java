package io.cloister.platform;

/** The port through which pages, which know actors by pseudonym only, learn how to show the one who is signed in. */
public interface ActorBadges {

    ActorBadge badgeOf(Actor actor);
}
