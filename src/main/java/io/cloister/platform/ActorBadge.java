package io.cloister.platform;

/**
 * How the signed-in actor is shown at the top of a page.
 *
 * @param name the person's name
 * @param department the department's name
 */
public record ActorBadge(String name, String department) {}
