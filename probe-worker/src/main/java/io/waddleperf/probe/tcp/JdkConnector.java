package io.waddleperf.probe.tcp;

import io.waddleperf.contracts.Failure;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.OptionalInt;

/// Connects by the JDK's sockets, where there are no own ones.
final class JdkConnector implements Connector {
    private final Ticker ticker;

    JdkConnector(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Attempt connect(InetSocketAddress address, Deadline deadline) throws InterruptedException {
        long startNanos = ticker.nanos();
        try (var socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.connect(address, deadline.remainingMillis());
            return new Attempt.Connected(elapsedUs(startNanos), OptionalInt.empty());
        } catch (SocketTimeoutException e) {
            return new Attempt.TimedOut();
        } catch (NoRouteToHostException e) {
            return Attempt.Failed.of(Failure.NO_ROUTE, "connect: " + e.getMessage());
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).contains("refused")
                    ? new Attempt.Refused(elapsedUs(startNanos))
                    : Attempt.Failed.of(Failure.NO_ROUTE, "connect: " + e.getMessage());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while connecting");
            }
            return Attempt.Failed.of(Failure.IO, "connect: " + e.getMessage());
        }
    }

    private double elapsedUs(long startNanos) {
        return (ticker.nanos() - startNanos) / 1_000.0;
    }
}
