package io.waddleperf.probe.http;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TextPattern;
import io.waddleperf.probe.measure.Deadline;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Looks for patterns in what a server sent. That takes time linear in the text's length, but some
/// patterns take milliseconds for each kilobyte: a search ends at the test's deadline, and has a
/// thread of a small pool, so that it holds up no virtual threads.
final class PatternSearch {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 256;
    private static final ThreadPoolExecutor POOL = pool();

    private final Deadline deadline;

    PatternSearch(Deadline deadline) {
        this.deadline = deadline;
    }

    private static ThreadPoolExecutor pool() {
        var pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("patterns-", 0).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /// Why there is no answer.
    abstract static sealed class UndecidedException extends Exception {
        UndecidedException(String message) {
            super(message);
        }
    }

    /// The deadline came first.
    static final class TooSlowException extends UndecidedException {
        TooSlowException(String pattern) {
            super("the search for " + pattern + " did not end in time");
        }
    }

    /// It did not even begin: this probe's trouble, not the server's.
    static final class NoRoomException extends UndecidedException {
        NoRoomException() {
            super("overloaded: too many patterns are being searched for");
        }
    }

    /// What was found first.
    Optional<String> find(String pattern, String text) throws UndecidedException, InterruptedException {
        if (deadline.passed()) {
            throw new TooSlowException(pattern);
        }
        var begun = new AtomicBoolean();
        Future<Optional<String>> search;
        try {
            search = POOL.submit(() -> {
                begun.set(true);
                return search(pattern, text);
            });
        } catch (RejectedExecutionException e) {
            throw new NoRoomException();
        }
        try {
            return search.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw begun.get() ? new TooSlowException(pattern) : new NoRoomException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Late) {
                throw new TooSlowException(pattern);
            }
            throw new IllegalStateException("a search broke", e.getCause());
        } finally {
            search.cancel(true); // what has not begun never does; the other sees the deadline
        }
    }

    /// How a test ends whose search came to no end.
    Outcome undecided(UndecidedException why) {
        return switch (why) {
            case TooSlowException _ -> new Outcome.TimedOut(deadline.elapsedUs());
            case NoRoomException e -> new Outcome.Refused(String.valueOf(e.getMessage()));
        };
    }

    private Optional<String> search(String pattern, String text) {
        var matcher = TextPattern.compile("pattern", pattern).matcher(new Hurried(text, deadline));
        return matcher.find() ? Optional.of(text.substring(matcher.start(), matcher.end())) : Optional.empty();
    }

    private static final class Late extends RuntimeException {
        Late() {
            super("", null, false, false);
        }
    }

    /// A text that nobody reads after the deadline; subSequence gives plain text.
    private record Hurried(String text, Deadline deadline) implements CharSequence {
        private static final int BETWEEN_LOOKS = 0x3F;

        @Override
        public char charAt(int index) {
            if ((index & BETWEEN_LOOKS) == 0
                    && (deadline.passed() || Thread.currentThread().isInterrupted())) {
                throw new Late();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
