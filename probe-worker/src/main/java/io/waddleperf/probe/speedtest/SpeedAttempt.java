package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Onlooker;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.throughput.DataStream.Way;
import io.waddleperf.probe.throughput.Latency;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One test from its first connection to its last byte, in LibreSpeed's order: address, round trips,
/// download, upload.
final class SpeedAttempt {
    private static final int MOST_ADDRESS_BYTES = 4_096;

    /// An address by itself, or at the beginning of the sentence that the server says of it, in JSON.
    private static final Pattern ADDRESS =
            Pattern.compile("\\s*(?:\\{.*?\"processedString\"\\s*:\\s*\")?([0-9A-Fa-f.:]{2,45})\\b.*", Pattern.DOTALL);

    private final SpeedtestSpec spec;
    private final Destination destination;
    private final Dialer dialer;
    private final Findings findings;
    private final Pause pause;

    SpeedAttempt(SpeedtestSpec spec, Destination destination, Dialer dialer, Findings findings, Pause pause) {
        this.spec = spec;
        this.destination = destination;
        this.dialer = dialer;
        this.findings = findings;
        this.pause = pause;
    }

    /// @param pings    null for none but those of HTTP
    /// @param turn     told when data flow
    /// @param onlooker told of each second of them
    void run(@Nullable Prober<PingSpec> pings, ThroughputLoad.Running turn, Onlooker onlooker)
            throws IOException, InterruptedException {
        try (var byHttp = new HttpPings(dialer, pause)) {
            findings.opened(byHttp.connection().opened());
            if (Boolean.TRUE.equals(spec.clientAddress())) {
                findings.clientAddress(clientAddress(byHttp.connection()));
            }
            findings.roundTrips(byHttp.roundTrips(spec.count(), 0, dialer.deadline()));
            try (var latency = latency(pings, byHttp)) {
                if (spec.backward()) {
                    findings.flow(Way.IN, run(latency, Way.IN, onlooker).run(turn::flows));
                }
                if (spec.forward()) {
                    findings.flow(Way.OUT, run(latency, Way.OUT, onlooker).run(turn::flows));
                }
                findings.latency(latency);
            }
        }
    }

    private SpeedRun run(Latency latency, Way way, Onlooker onlooker) {
        return new SpeedRun(spec, dialer, new SpeedRun.Beside(latency, onlooker), pause, way);
    }

    /// Pings of the host where it answers any, else those of HTTP.
    private Latency latency(@Nullable Prober<PingSpec> pings, HttpPings byHttp) throws InterruptedException {
        var latency = new Latency(pings, destination, dialer.ticker());
        latency.idle();
        if (!latency.idleUs().isEmpty()) {
            return latency;
        }
        var otherwise = new Latency(byHttp, destination, dialer.ticker());
        otherwise.idle();
        return otherwise;
    }

    private static boolean literal(String address) {
        try {
            return !InetAddress.ofLiteral(address).isMulticastAddress();
        } catch (IllegalArgumentException e) {
            return false; // a word of the same letters
        }
    }

    /// Not every server has the file: then there is none.
    private @Nullable String clientAddress(ServerConnection connection) throws IOException {
        var head = connection.ask(dialer.backend().whoAmI(Transfers.unique()));
        var text = new StringBuilder();
        boolean there = head.status() == 200;
        connection.body(head, part -> {
            if (!there) {
                return;
            }
            if (text.length() + part.remaining() > MOST_ADDRESS_BYTES) {
                throw new UnexpectedAnswer(head.status(), "getIP.php says more than an address");
            }
            text.append(StandardCharsets.ISO_8859_1.decode(part));
        });
        var address = ADDRESS.matcher(text);
        return there && address.matches() && literal(address.group(1)) ? address.group(1) : null;
    }
}
