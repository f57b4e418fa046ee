package io.waddleperf.api.system;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks one part and waits so long for the answer. While a question is out nobody asks another one:
/// all who come wait for that, so that a part that hangs holds one thread and one connection.
final class PartReader<T> {
    private static final Logger LOG = Logger.getLogger(PartReader.class);

    private final String name;
    private final Callable<Part<T>> question;
    private final Duration patience;
    private final LongSupplier ticker;
    private @Nullable FutureTask<Part<T>> asked;

    /// @param name of the part, in the words of an answer
    PartReader(String name, Callable<Part<T>> question, Duration patience, LongSupplier ticker) {
        this.name = name;
        this.question = question;
        this.patience = patience;
        this.ticker = ticker;
    }

    /// Waits at most as long as the patience lasts.
    Part<T> read() throws InterruptedException {
        long beginNs = ticker.getAsLong();
        return answer(ask())
                .after(Duration.ofNanos(ticker.getAsLong() - beginNs).toMillis());
    }

    private synchronized FutureTask<Part<T>> ask() {
        FutureTask<Part<T>> running = asked;
        if (running == null || running.isDone()) {
            running = new FutureTask<>(question);
            asked = running;
            Thread.ofVirtual().name("system-" + name).start(running);
        }
        return running;
    }

    private Part<T> answer(FutureTask<Part<T>> running) throws InterruptedException {
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debugf(e, "%s did not answer", name);
            return Part.away("no answer within " + patience.toMillis() / 1e3 + " s");
        } catch (ExecutionException e) {
            LOG.debugf(e, "%s could not be asked", name);
            return Part.away(
                    String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage()));
        }
    }
}
