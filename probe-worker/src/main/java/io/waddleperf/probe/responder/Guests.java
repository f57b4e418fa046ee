package io.waddleperf.probe.responder;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Whose connections are open: at most 128, 32 of one source, each for at most 120 s. For one thread.
final class Guests {
    static final int MOST = 128;
    static final int MOST_OF_SOURCE = 32;
    static final int LIFE_S = 120;
    static final int IDLE_S = 30;

    private final Map<Long, Integer> bySource = new HashMap<>();
    private int all;

    /// Counts a connection until it is closed, and closes it when its time is over.
    ///
    /// @return false where it is one too many
    boolean enter(Channel connection, InetSocketAddress from) {
        long source = SourceRates.key(from.getAddress());
        if (all >= MOST || bySource.getOrDefault(source, 0) >= MOST_OF_SOURCE) {
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

    private void leave(long source) {
        all--;
        bySource.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    }
}
