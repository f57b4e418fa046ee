package io.waddleperf.probe.throughput;

import io.waddleperf.probe.throughput.DataStream.Way;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All streams of a test at one end.
public record Streams(List<DataStream> all) implements AutoCloseable {
    private static final long ENDS_WITHIN_MS = 1_000;

    public Streams {
        all = List.copyOf(all);
    }

    public List<DataStream> of(Way way) {
        return select(one -> one.way() == way).toList();
    }

    public void open() {
        all.forEach(DataStream::open);
    }

    public void start(Way way) {
        select(one -> one.way() == way).forEach(DataStream::start);
    }

    public void stop(Way way) {
        select(one -> one.way() == way).forEach(DataStream::stop);
    }

    public long bytes(Way way) {
        return select(one -> one.way() == way)
                .mapToLong(one -> one.counts().now().bytes())
                .sum();
    }

    /// Whether there were streams of that way, and none goes on.
    public boolean ended(Way way) {
        return select(one -> one.way() == way).findAny().isPresent()
                && select(one -> one.way() == way).allMatch(DataStream::ended);
    }

    /// @throws IOException what broke one of them
    public void check() throws IOException {
        for (var stream : all) {
            if (stream.trouble().isPresent()) {
                throw stream.trouble().get();
            }
        }
    }

    /// Closes the channels and waits, for a bounded time, until the threads have ended.
    void end() {
        all.forEach(DataStream::close);
        try {
            for (var stream : all) {
                stream.join(ENDS_WITHIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they end all the same, their channels are closed
        }
    }

    @Override
    public void close() {
        end();
    }

    private Stream<DataStream> select(Predicate<DataStream> which) {
        return all.stream().filter(which);
    }
}
