package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.SocketTrouble;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.tls.Trust;
import io.waddleperf.probe.tls.TrustRecorder;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One talk with a server by the steps of a module, over TCP, TLS, or TCP that becomes TLS. Nothing is
/// sent to a server whose certificate is not trusted.
final class Talk {
    private final ScrapeModule.Work.Talk work;
    private final Trust trust;
    private TrustRecorder.@Nullable Seen shown;

    Talk(ScrapeModule.Work.Talk work, Trust trust) {
        this.work = work;
        this.trust = trust;
    }

    Measurement run(Destination destination, Deadline deadline) throws InterruptedException {
        Outcome outcome;
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                outcome = over(socket, destination);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("during a talk with " + destination.addressText());
                }
                outcome = watchdog.bitten() || deadline.passed()
                        ? new Outcome.TimedOut(deadline.elapsedUs())
                        : failure(e, destination);
            }
        } catch (IOException e) { // of closing
            outcome = failure(e, destination);
        }
        var details = new Details.TcpDetails(destination.addressText(), destination.port());
        var how = new Measurement.How(TimestampSource.USER, "tcp-talk", shown == null ? "tcp" : "tls");
        return new Measurement(outcome, Metrics.NONE, null, details, how)
                .with(shown == null ? null : shown.trustedChain());
    }

    private Outcome failure(IOException e, Destination destination) {
        if (e instanceof SSLException) {
            return new Outcome.Failed(
                    Failure.TLS, shown != null && !shown.trusted() ? shown.verdict() : String.valueOf(e.getMessage()));
        }
        return SocketTrouble.outcomeOf(e, destination.port());
    }

    private Outcome over(Socket socket, Destination destination) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(destination.socketAddress());
        Socket connection = work.tls() ? secured(socket, destination) : socket;
        var lines = new Lines(connection.getInputStream());
        for (var step : work.steps()) {
            var reply = Cue.reply(step, lines);
            if (reply.isEmpty()) {
                return new Outcome.Failed(Failure.ASSERTION, "no line matches " + step.expect());
            }
            if (!reply.get().isEmpty()) {
                connection.getOutputStream().write((reply.get() + '\n').getBytes(StandardCharsets.UTF_8));
                connection.getOutputStream().flush();
            }
            if (step.startTls()) {
                connection = secured(connection, destination);
                lines = new Lines(connection.getInputStream());
            }
        }
        return new Outcome.Measured();
    }

    private SSLSocket secured(Socket connection, Destination destination) throws IOException {
        String name = work.serverName().isEmpty() ? destination.endpoint().host() : work.serverName();
        var recorder = trust.refusing();
        var tls = Trust.client(connection, name, List.of(), recorder);
        try {
            tls.startHandshake();
        } finally {
            shown = recorder.seen();
        }
        return tls;
    }
}
