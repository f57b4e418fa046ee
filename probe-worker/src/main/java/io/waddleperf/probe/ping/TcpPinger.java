package io.waddleperf.probe.ping;

import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.tcp.Connector;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The last resort: a TCP handshake is a round trip, and so is its refusal.
final class TcpPinger implements Pinger {
    private static final int DEFAULT_PORT = 80;

    private final Connector connector;
    private final Ticker ticker;

    TcpPinger(Connector connector, Ticker ticker) {
        this.connector = connector;
        this.ticker = ticker;
    }

    @Override
    public String method() {
        return "tcp-connect";
    }

    @Override
    public String protocol() {
        return "tcp";
    }

    @Override
    public EchoReport ping(Destination destination, EchoPlan plan) throws InterruptedException {
        int port = destination.port() > 0 ? destination.port() : DEFAULT_PORT;
        var address = new InetSocketAddress(destination.address(), port);
        var replies = new ArrayList<EchoReport.Reply>();
        long startNanos = ticker.nanos();
        for (int i = 0; i < plan.count(); i++) {
            TimeUnit.NANOSECONDS.sleep(startNanos + i * plan.intervalNanos() - ticker.nanos());
            long leftNanos = startNanos + plan.limitNanos() - ticker.nanos();
            if (leftNanos <= 0) { // answers are waited for one after another here, so some are not asked
                return new EchoReport(i, replies, TimestampSource.USER, Optional.empty());
            }
            var deadline = Deadline.after(ticker, Math.min(leftNanos, plan.timeoutNanos()));
            switch (connector.connect(address, deadline)) {
                case Connector.Attempt.Connected connected ->
                    replies.add(new EchoReport.Reply(i, connected.connectUs(), -1));
                case Connector.Attempt.Refused refused -> replies.add(new EchoReport.Reply(i, refused.afterUs(), -1));
                case Connector.Attempt.TimedOut _ -> {}
                case Connector.Attempt.Failed failed -> {
                    if (replies.isEmpty()) {
                        return new EchoReport(i + 1, replies, TimestampSource.USER, Optional.of(failed.outcome()));
                    }
                }
            }
        }
        return new EchoReport(plan.count(), replies, TimestampSource.USER, Optional.empty());
    }
}
