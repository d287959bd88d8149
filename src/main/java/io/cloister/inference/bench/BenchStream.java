package io.cloister.inference.bench;

import io.cloister.inference.scheduling.TokenEvent;
import io.cloister.inference.scheduling.TokenStream;
import io.cloister.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** One text on its way: a thread of its own reads it, as one of a person's request would, and notes when tokens come. */
final class BenchStream {

    private record Token(int id, Instant time) {}

    private final Instant submitted;
    private final TokenStream stream;
    private final InstantSource clock;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<List<Token>> tokens = new CompletableFuture<>();
    private volatile boolean stopped;

    BenchStream(Instant submitted, TokenStream stream, InstantSource clock) {
        this.submitted = submitted;
        this.stream = stream;
        this.clock = clock;
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        var read = new ArrayList<Token>();
        try {
            while (stream.next() instanceof TokenEvent.Token token) {
                read.add(new Token(token.id(), clock.instant()));
                begun.countDown();
            }
            tokens.complete(read);
        } catch (Problem e) {
            if (stopped) {
                tokens.complete(read);
            } else {
                tokens.completeExceptionally(e);
            }
        } catch (RuntimeException e) {
            tokens.completeExceptionally(e);
        } finally {
            begun.countDown();
        }
    }

    /** Waits for the first token. */
    void awaitFirst() throws InterruptedException {
        begun.await();
    }

    /** Ends it early, and waits until it has ended. */
    void stop() {
        stopped = true;
        stream.close();
        tokens.join();
    }

    /** Waits for all of them. */
    int[] tokens() {
        return tokens.join().stream().mapToInt(Token::id).toArray();
    }

    Instant submitted() {
        return submitted;
    }

    /** When each token came; waits for all of them. */
    List<Instant> times() {
        return tokens.join().stream().map(Token::time).toList();
    }

    Instant first() {
        return times().getFirst();
    }

    Instant last() {
        return times().getLast();
    }

    Duration timeToFirst() {
        return Duration.between(submitted, first());
    }

    /** Tokens per second behind the first one. */
    double speed() {
        return Figures.perSecond(times().size() - 1, Duration.between(first(), last()));
    }

    /** Milliseconds between neighbouring tokens. */
    List<Double> gaps() {
        return gaps(Instant.MIN, Instant.MAX);
    }

    /** Only of those that came in some time. */
    List<Double> gaps(Instant from, Instant to) {
        List<Instant> times = times().stream()
                .filter(time -> !time.isBefore(from) && !time.isAfter(to))
                .toList();
        var gaps = new ArrayList<Double>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(Figures.milliseconds(Duration.between(times.get(i - 1), times.get(i))));
        }
        return gaps;
    }
}
