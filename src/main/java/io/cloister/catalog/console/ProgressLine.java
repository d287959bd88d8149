package io.cloister.catalog.console;

import io.cloister.catalog.intake.ImportJob;
import io.cloister.catalog.intake.ImportState;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says how far an import is: in one line that changes on a terminal, else in a line for each step. */
final class ProgressLine {

    private final PrintWriter out;
    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private @Nullable ImportState last;

    ProgressLine(PrintWriter out) {
        this.out = out;
    }

    void show(ImportJob job) {
        if (terminal) {
            out.print("\r\033[K" + (job.state().isEnd() ? "" : text(job)));
            out.flush();
        } else if (job.state() != last && !job.state().isEnd()) {
            out.println("cloister: " + text(job));
        }
        last = job.state();
    }

    private static String text(ImportJob job) {
        String text = job.state().code();
        if (job.stepTotal() > 0) {
            text += " %s of %s".formatted(Bytes.text(job.stepDone()), Bytes.text(job.stepTotal()));
        }
        Long left = job.secondsLeft();
        return left == null ? text : text + ", " + duration(left) + " left";
    }

    private static String duration(long seconds) {
        return seconds < 100
                ? seconds + " s"
                : seconds < 6000
                        ? (seconds + 59) / 60 + " min"
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
    }
}
