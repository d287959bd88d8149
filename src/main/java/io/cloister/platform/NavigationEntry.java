package io.cloister.platform;

/**
 * A link that a feature adds to the main navigation, as a bean.
 *
 * @param labelKey message key of its text
 * @param path address within the portal
 * @param role name of the role that sees it (see {@link Actor#roleNames()}), or {@code *} for everybody signed in
 * @param icon name of a symbol in the sprite
 * @param order smaller stands first
 */
public record NavigationEntry(String labelKey, String path, String role, String icon, int order) {}
