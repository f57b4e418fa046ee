package io.waddleperf.probe.measure;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;

/// What a JDK socket's exception says about the target or the way to it.
public final class SocketTrouble {
    private SocketTrouble() {}

    /// @param port that was connected to
    public static Outcome.Failed outcomeOf(IOException e, int port) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case NoRouteToHostException _ -> new Outcome.Failed(Failure.NO_ROUTE, message);
            case ConnectException _
            when message.contains("refused") ->
                new Outcome.Failed(Failure.CONNECTION_REFUSED, "nothing listens on port " + port);
            case ConnectException _ -> new Outcome.Failed(Failure.NO_ROUTE, message);
            default ->
                new Outcome.Failed(
                        message.matches("Connection reset.*|Broken pipe.*") ? Failure.CONNECTION_RESET : Failure.IO,
                        message);
        };
    }
}
