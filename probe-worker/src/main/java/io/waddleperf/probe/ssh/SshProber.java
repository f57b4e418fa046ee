package io.waddleperf.probe.ssh;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.measure.Watchdog;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Runs SSH tests on a fresh connection each: connect, banner, key exchange and, with a secret,
/// authentication and echoes. Each is timed from when its first byte may leave, so that what happens
/// in this process between the phases is in none of them.
///
/// The first test that succeeds is run again at once and only the second one counts: the first of a
/// process measures how the JVM loads classes. A test that fails is never repeated.
public final class SshProber implements Prober<SshSpec>, AutoCloseable {
    private final Secrets secrets;
    private final String software;
    private final AtomicBoolean warm = new AtomicBoolean();
    private @Nullable SshLibrary library;

    /// @param version of this software, which the server is told
    public SshProber(Secrets secrets, String version) {
        this.secrets = secrets;
        this.software = "WaddlePerf_" + version.replaceAll("[^!-,.-~]", "_");
    }

    @Override
    public Measurement run(SshSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        @Nullable String secret = null;
        if (spec.secret() != null) {
            switch (secrets.read(spec.secret())) {
                case Secrets.Found.Secret found -> secret = found.text();
                case Secrets.Found.None none -> {
                    return Measurement.notRun(new Outcome.Unsupported(none.why()));
                }
            }
        }
        var measured = once(spec, secret, destination, deadline);
        if (!(measured.outcome() instanceof Outcome.Measured) || warm.getAndSet(true)) {
            return measured;
        }
        var again = once(spec, secret, destination, deadline);
        return again.outcome() instanceof Outcome.Measured ? again : measured;
    }

    private Measurement once(SshSpec spec, @Nullable String secret, Destination destination, Deadline deadline)
            throws InterruptedException {
        var findings = new SshFindings(destination, deadline);
        var library = library(deadline.ticker());
        @Nullable Credential credential;
        try {
            credential = secret == null ? null : Credential.of(spec.secret(), secret);
        } catch (IOException e) {
            return Measurement.notRun(new Outcome.Unsupported(String.valueOf(e.getMessage())));
        }
        var plan = new SshRun.Plan(spec, credential, destination, deadline, findings);
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                var greeted = greet(socket, destination, deadline.ticker(), findings);
                new SshRun(library, plan).run(greeted);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("during an SSH connection to " + destination.addressText());
                }
                findings.failed(e, watchdog.bitten() || deadline.passed());
            }
        } catch (IOException e) {
            findings.failed(e, false); // of closing
        }
        return findings.measurement();
    }

    /// Connects, and lets both sides tell their version.
    private SocketSession.Greeted greet(Socket socket, Destination destination, Ticker ticker, SshFindings findings)
            throws IOException {
        var line = ("SSH-2.0-" + software + "\r\n").getBytes(StandardCharsets.US_ASCII);
        socket.setTcpNoDelay(true);
        long startNanos = ticker.nanos();
        socket.connect(destination.socketAddress());
        long connectedNanos = ticker.nanos();
        findings.phase(Metric.CONNECT_US, (connectedNanos - startNanos) / 1_000.0);
        socket.getOutputStream().write(line);
        var banner = Banner.read(socket.getInputStream());
        findings.phase(Metric.BANNER_US, (ticker.nanos() - connectedNanos) / 1_000.0);
        findings.banner(banner);
        return new SocketSession.Greeted(socket, banner, line);
    }

    private synchronized SshLibrary library(Ticker ticker) {
        if (library == null) {
            library = SshLibrary.start(software, ticker);
        }
        return library;
    }

    @Override
    public synchronized void close() {
        if (library != null) {
            library.close();
        }
    }
}
