package io.waddleperf.probe.responder;

import io.netty.channel.Channel;
import io.waddleperf.probe.measure.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Whose connections are open: at most 128, 32 of one source, each for at most 120 s. For one thread.
final class OpenConnections {
    static final int MOST = 128;
    static final int MOST_OF_SOURCE = 32;
    static final int LIFE_S = 120;
    static final int IDLE_S = 30;

    private final Predicate<InetAddress> guests;
    private final Map<Source, Integer> bySource = new HashMap<>();
    private int all;

    /// @param guests nobody else has any
    OpenConnections(Predicate<InetAddress> guests) {
        this.guests = guests;
    }

    /// Counts a connection until it is closed, and closes it when its time is over.
    ///
    /// @return false where it is one too many, or no guest's
    boolean enter(Channel connection, InetSocketAddress from) {
        var source = Source.of(from.getAddress());
        if (!guests.test(from.getAddress()) || all >= MOST || bySource.getOrDefault(source, 0) >= MOST_OF_SOURCE) {
            return false;
        }
        all++;
        bySource.merge(source, 1, Integer::sum);
        var end = connection.eventLoop().schedule(() -> end(connection), LIFE_S, TimeUnit.SECONDS);
        var _ = connection.closeFuture().addListener(_ -> {
            end.cancel(false);
            leave(source);
        });
        return true;
    }

    private static void end(Channel connection) {
        var _ = connection.close();
    }

    private void leave(Source source) {
        all--;
        bySource.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    }
}
