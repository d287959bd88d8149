package io.cloister.platform;

/**
 * A card that a feature adds to the administration home, as a bean.
 *
 * @param titleKey message key of its title
 * @param textKey message key of its one-sentence explanation
 * @param path the page it opens
 * @param order smaller stands first
 */
public record DashboardCard(String titleKey, String textKey, String path, int order) {}
