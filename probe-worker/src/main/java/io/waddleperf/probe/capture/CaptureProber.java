package io.waddleperf.probe.capture;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.MadeFile;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Libc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Captures what passes between this machine and the target; one capture at a time.
public final class CaptureProber implements Prober<CaptureSpec> {
    private static final Measurement.How HOW = new Measurement.How(TimestampSource.KERNEL_RX, "af-packet", "ip");
    private static final String MEDIA_TYPE = "application/vnd.tcpdump.pcapng";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Optional<CaptureFolder> folder;
    private final String application;
    private final InstantSource clock;
    private final Semaphore one = new Semaphore(1);

    /// @param folder  empty where captures are not allowed
    /// @param version of this software, which stands in the files
    public CaptureProber(Optional<CaptureFolder> folder, String version, InstantSource clock) {
        this.folder = folder;
        this.application = "WaddlePerf " + version;
        this.clock = clock;
    }

    @Override
    public Measurement run(CaptureSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        if (folder.isEmpty()) {
            return refused("not allowed: this probe captures no packets; start it with --capture=true");
        }
        if (!Libc.available()) {
            return Measurement.notRun(new Outcome.Unsupported("capture: packet sockets need 64-bit Linux"));
        }
        if (everybodys(destination.address())) {
            return refused("not allowed: " + destination.addressText() + " is this machine itself, and all packets of"
                    + " it with anybody would be captured; name the other end");
        }
        if (!folder.get().room().getAsBoolean()) {
            return refused("overloaded: earlier captures still wait for Kafka");
        }
        if (!one.tryAcquire()) {
            return refused("overloaded: this probe captures already, one at a time");
        }
        try {
            return captured(spec, destination, folder.get(), deadline);
        } catch (IOException e) {
            return Measurement.failed(Failure.IO, "the capture's file cannot be made: " + e.getMessage(), HOW);
        } finally {
            one.release();
        }
    }

    /// Of our own address every packet of this machine is one; loopback is left to the policy on targets.
    private static boolean everybodys(InetAddress address) {
        try {
            return !address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // it cannot be told
        }
    }

    private static Measurement refused(String reason) {
        return Measurement.notRun(new Outcome.Refused(reason));
    }

    private Measurement captured(CaptureSpec spec, Destination destination, CaptureFolder folder, Deadline deadline)
            throws IOException, InterruptedException {
        String name = name(destination, clock.instant());
        var file = new MadeFile(name, MEDIA_TYPE, folder.create(name));
        boolean kept = false;
        try {
            var run = run(spec, destination, file.path(), deadline);
            var measurement = measurement(spec, destination, file, run.await());
            kept = measurement.file() != null;
            return measurement;
        } finally {
            if (!kept) {
                file.delete();
            }
        }
    }

    private CaptureRun run(CaptureSpec spec, Destination destination, Path file, Deadline deadline) {
        long limitNanos = Math.min(spec.durationUs() * 1_000, deadline.remainingNanos());
        return new CaptureRun(
                spec,
                HostFilter.of(spec, destination.address()),
                new PcapngFile.Head(application, words(spec, destination), spec.snapBytes()),
                file,
                Deadline.after(deadline.ticker(), limitNanos),
                clock);
    }

    private static Measurement measurement(
            CaptureSpec spec, Destination destination, MadeFile file, CaptureRun.Ended ended) {
        return switch (ended) {
            case CaptureRun.Ended.NotOpen no ->
                Measurement.notRun(new Outcome.Unsupported("capture: " + no.step() + ": " + Errno.name(no.errno())
                        + (no.forbidden() ? "; the probe needs CAP_NET_RAW" : "")));
            case CaptureRun.Ended.Broken broken -> Measurement.failed(Failure.IO, broken.why(), HOW);
            case CaptureRun.Ended.Captured captured -> {
                var report = captured.report();
                var kept = report.packets() == 0 ? null : file;
                yield new Measurement(
                        new Outcome.Measured(),
                        metrics(report),
                        null,
                        details(spec, destination, kept, report),
                        HOW,
                        kept,
                        null,
                        null);
            }
        };
    }

    private static Metrics metrics(CaptureReport report) {
        return Metrics.builder()
                .put(Metric.CAPTURED_PACKETS, (double) report.packets())
                .put(Metric.CAPTURED_BYTES, (double) report.bytes())
                .put(Metric.DROPPED_PACKETS, (double) report.dropped())
                .build();
    }

    private static Details details(
            CaptureSpec spec, Destination destination, @Nullable MadeFile kept, CaptureReport report) {
        return new Details.CaptureDetails(
                destination.addressText(),
                words(spec, destination),
                kept == null ? null : kept.name(),
                kept == null ? 0 : report.fileBytes(),
                report.packets(),
                report.bytes(),
                report.dropped(),
                spec.snapBytes(),
                spec.payload(),
                report.full() ? "size" : "time",
                report.interfaces());
    }

    /// As tcpdump would be told.
    private static String words(CaptureSpec spec, Destination destination) {
        return "host " + destination.addressText() + (spec.port() == null ? "" : " and port " + spec.port());
    }

    /// Made again, it is another file: no two captures hold the same.
    private static String name(Destination destination, Instant at) {
        return destination.addressText().replaceAll("%.*", "").replaceAll("[^0-9a-zA-Z.]", "-") + '-' + TIME.format(at)
                + ".pcapng";
    }
}
