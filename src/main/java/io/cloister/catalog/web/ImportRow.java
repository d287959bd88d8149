package io.cloister.catalog.web;

import io.cloister.catalog.intake.ImportJob;
import io.cloister.catalog.intake.ImportState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import as the page shows it. */
record ImportRow(ImportJob job) {

    public UUID id() {
        return job.id();
    }

    public String title() {
        return job.order().title();
    }

    /** Null where it was uploaded: its number says nothing to people. */
    public @Nullable String source() {
        String source = job.order().source();
        return source.startsWith(Place.UPLOAD) ? null : source;
    }

    public String state() {
        return job.state().code();
    }

    public boolean running() {
        return !job.state().isEnd();
    }

    /** Whether there is a step to be seen: one that waits has none. */
    public boolean working() {
        return running() && job.state() != ImportState.WAITING;
    }

    /** Of the present step, from 0 to 1; null where nobody can tell. */
    public @Nullable Double share() {
        return job.stepTotal() > 0 ? Math.min(1, (double) job.stepDone() / job.stepTotal()) : null;
    }

    public @Nullable Amount done() {
        return job.stepTotal() > 0 ? Amount.ofBytes(job.stepDone()) : null;
    }

    public Amount total() {
        return Amount.ofBytes(job.stepTotal());
    }

    public @Nullable Amount left() {
        return job.secondsLeft() == null ? null : Amount.ofSeconds(job.secondsLeft());
    }

    public @Nullable String problem() {
        return job.problem();
    }

    public @Nullable UUID model() {
        return job.modelId();
    }

    /** Where to try once more, with everything as it was; null unless it failed. */
    public @Nullable String again() {
        return job.state() == ImportState.FAILED ? IntakeForm.of(job.order()).address() : null;
    }

    public Instant startedAt() {
        return job.startedAt();
    }

    public String icon() {
        return switch (job.state()) {
            case WAITING -> "clock";
            case FETCHING, BUILDING, INSPECTING, SAMPLING -> "cpu";
            case DONE -> "circle-check";
            case FAILED -> "circle-alert";
            case CANCELLED -> "ban";
        };
    }
}
