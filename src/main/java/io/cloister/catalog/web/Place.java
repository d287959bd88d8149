package io.cloister.catalog.web;

import java.util.Locale;

/** Where a model lies that is to be brought in. */
enum Place {
    COMPUTER("monitor-up"),
    SERVER("server"),
    HUB("cloud-download");

    /** How the sources of orders begin that come from a hub. */
    static final String ON_HUB = "hub:";

    /** How the sources of orders begin that were uploaded. */
    static final String UPLOAD = "upload:";

    private final String icon;

    Place(String icon) {
        this.icon = icon;
    }

    static Place of(String source) {
        if (source.startsWith(UPLOAD)) {
            return COMPUTER;
        }
        return source.startsWith(ON_HUB) ? HUB : SERVER;
    }

    public String icon() {
        return icon;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
