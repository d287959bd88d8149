package io.cloister.catalog.web;

import io.cloister.catalog.intake.ImportOrder;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Objects;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A model that somebody wants to bring in, as they typed it.
 *
 * @param base short name of the model that an adapter runs on; empty to go by what the adapter says
 * @param upload what was uploaded before and is tried once more; empty for files that are yet to be chosen
 */
record IntakeForm(
        Place place,
        String upload,
        String path,
        String hub,
        String title,
        String name,
        String licence,
        String openness,
        String weights,
        String base) {

    /** A request gives null for what it lacks. */
    IntakeForm {
        place = Objects.requireNonNullElse(place, Place.COMPUTER);
        upload = Objects.requireNonNullElse(upload, "");
        path = Objects.requireNonNullElse(path, "");
        hub = Objects.requireNonNullElse(hub, "");
        title = Objects.requireNonNullElse(title, "");
        name = Objects.requireNonNullElse(name, "");
        licence = Objects.requireNonNullElse(licence, "");
        openness = Objects.requireNonNullElse(openness, "");
        weights = Objects.requireNonNullElse(weights, ImportOrder.DEFAULT_WEIGHTS.code());
        base = Objects.requireNonNullElse(base, "");
    }

    /** The form as it was filled in for an order. */
    static IntakeForm of(ImportOrder order) {
        String source = order.source();
        Place place = Place.of(source);
        return new IntakeForm(
                place,
                place == Place.COMPUTER ? source.substring(Place.UPLOAD.length()) : "",
                place == Place.SERVER ? source : "",
                place == Place.HUB ? source.substring(Place.ON_HUB.length()) : "",
                order.title(),
                order.name(),
                order.licence() == null ? "" : order.licence(),
                order.openness() == null ? "" : order.openness().code(),
                order.weights() == null
                        ? ImportOrder.DEFAULT_WEIGHTS.code()
                        : order.weights().code(),
                order.base() == null ? "" : order.base());
    }

    /** The page with the form filled in like this. */
    String address() {
        return UriComponentsBuilder.fromUriString(
                        "/admin/models/new?place={place}&upload={upload}&path={path}&hub={hub}&title={title}&name={name}&licence={licence}&openness={openness}&weights={weights}&base={base}")
                .encode()
                .buildAndExpand(place, upload, path, hub, title, name, licence, openness, weights, base)
                .toUriString();
    }

    /** @throws Problem {@code invalid-input} */
    ImportOrder order() {
        return ImportOrder.of(source(), name, title, licence, openness, weights).on(base);
    }

    private String source() {
        return switch (place) {
            case SERVER -> path;
            case HUB -> Place.ON_HUB + hub.strip().replaceFirst("^" + Place.ON_HUB, "");
            case COMPUTER -> uploaded();
        };
    }

    private String uploaded() {
        if (upload.isEmpty()) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "Uploading needs JavaScript; put the folder on the server and give its path instead.");
        }
        return Place.UPLOAD + upload;
    }
}
