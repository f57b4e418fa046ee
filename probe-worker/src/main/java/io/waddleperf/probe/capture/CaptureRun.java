package io.waddleperf.probe.capture;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.FilterInstruction;
import io.waddleperf.probe.nativenet.Frame;
import io.waddleperf.probe.nativenet.PacketTap;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Captures until the time is over or the file is full, on a thread of its own: waiting for packets
/// blocks it.
final class CaptureRun implements Runnable {
    /// So late does it see that nobody wants it any more.
    private static final long LOOK_NANOS = 50_000_000;

    /// How many batches are still read behind the end, for what came before it.
    private static final int MOST_BEHIND_THE_END = 1_024;

    /// How it ended.
    sealed interface Ended {
        record Captured(CaptureReport report) implements Ended {}

        record NotOpen(String step, int errno) implements Ended {
            boolean forbidden() {
                return errno == Errno.EPERM || errno == Errno.EACCES;
            }
        }

        record Broken(String why) implements Ended {}
    }

    private final CaptureSpec spec;
    private final List<FilterInstruction> filter;
    private final PcapngFile.Head head;
    private final Path file;
    private final Deadline deadline;
    private final InstantSource clock;
    private volatile boolean stopped;
    private volatile Ended ended = new Ended.Broken("it did not run");

    /// @param deadline by which it ends
    CaptureRun(
            CaptureSpec spec,
            List<FilterInstruction> filter,
            PcapngFile.Head head,
            Path file,
            Deadline deadline,
            InstantSource clock) {
        this.spec = spec;
        this.filter = filter;
        this.head = head;
        this.file = file;
        this.deadline = deadline;
        this.clock = clock;
    }

    /// Waits for the end. Interrupted, it ends the capture first.
    Ended await() throws InterruptedException {
        var thread = Thread.ofPlatform().name("capture").daemon().start(this);
        try {
            thread.join();
        } catch (InterruptedException e) {
            stopped = true;
            throw e;
        }
        return ended;
    }

    @Override
    public void run() {
        ended = switch (PacketTap.open(filter, spec.snapBytes())) {
            case PacketTap.Opened.NotOpen(String step, int errno) -> new Ended.NotOpen(step, errno);
            case PacketTap.Opened.Open(PacketTap tap) -> {
                try (tap;
                        var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    yield captured(tap, out);
                } catch (IOException e) {
                    yield new Ended.Broken(file + " cannot be written: " + e.getMessage());
                }
            }
        };
    }

    private Ended captured(PacketTap tap, FileChannel out) throws IOException {
        var written = new PcapngFile(out, head, tap::interfaceName, spec.maxBytes(), nowNs());
        boolean full = false;
        while (!full && !stopped && !deadline.passed()) {
            tap.await(Math.min(LOOK_NANOS, deadline.remainingNanos()));
            full = !takeBatch(tap, written).more();
        }
        for (int i = 0; !full && i < MOST_BEHIND_THE_END; i++) {
            var taken = takeBatch(tap, written);
            full = !taken.more();
            if (taken.packets() == 0) {
                break;
            }
        }
        long dropped = tap.dropped();
        written.finish(Math.min(nowNs(), endNs()), dropped);
        return new Ended.Captured(new CaptureReport(
                written.packets(),
                written.packetBytes(),
                dropped,
                written.bytes(),
                full,
                written.interfaces().stream().sorted().toList()));
    }

    /// The kernel begins to stamp some moments after it was asked to.
    private Frame stamped(Frame frame) {
        return frame.stampNs() != 0
                ? frame
                : new Frame(
                        nowNs(),
                        frame.interfaceIndex(),
                        frame.hardwareType(),
                        frame.packetType(),
                        frame.source(),
                        frame.originalBytes(),
                        frame.vlan());
    }

    /// @param packets that belong to the capture
    /// @param more    whether the file has room for more
    private record Taken(int packets, boolean more) {}

    private Taken takeBatch(PacketTap tap, PcapngFile written) throws IOException {
        int came = tap.receive();
        if (came < 0) {
            throw new IOException("packets cannot be read: " + Errno.name(-came));
        }
        long endNs = endNs();
        int within = 0;
        for (int i = 0; i < came; i++) {
            var frame = stamped(tap.frame(i));
            if (frame.stampNs() > endNs) {
                continue; // it was read late, and came later than the end
            }
            if (!written.add(frame, tap.data(i))) {
                return new Taken(within, false);
            }
            within++;
        }
        return new Taken(within, true);
    }

    /// By the clock that the kernel stamps by, as it is set now.
    private long endNs() {
        return nowNs() + deadline.limitNanos() - deadline.elapsedNanos();
    }

    private long nowNs() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
