package io.waddleperf.probe.ssh;

import io.waddleperf.contracts.Failure;
import io.waddleperf.probe.measure.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/// Sends single characters through a remote `cat`, the next when the one before came back: what
/// somebody feels who types, without a terminal's own echo.
final class Echoes {
    private static final String COMMAND = "cat";
    private static final int MOST_WAITING = 64;
    private static final int LETTERS = 26;

    private final ClientSession session;
    private final Deadline deadline;
    private final SshFindings findings;
    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(MOST_WAITING);

    /// Bytes that came back; none: the channel is closed.
    @SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
    private record Arrival(byte[] bytes, long nanos) {}

    Echoes(ClientSession session, Deadline deadline, SshFindings findings) {
        this.session = session;
        this.deadline = deadline;
        this.findings = findings;
    }

    /// One more than `count` is sent: the first waits until `cat` runs and counts for nothing.
    void run(int count) throws IOException {
        if (count == 0) {
            return;
        }
        var channel = session.createExecChannel(COMMAND);
        channel.setOut(new Arriving());
        channel.setErr(OutputStream.nullOutputStream());
        channel.addCloseFutureListener(_ -> arrived(new byte[0]));
        try {
            channel.open().verify(deadline.remainingMillis());
            var out = channel.getInvertedIn();
            for (int i = 0; i <= count; i++) {
                double us = echo(channel, out, (byte) ('a' + i % LETTERS));
                if (us < 0) {
                    return;
                }
                if (i > 0) {
                    findings.echo(us);
                }
            }
        } finally {
            channel.close(true);
        }
    }

    /// @return microseconds; negative where it did not come back and the findings say why
    private double echo(ChannelExec channel, OutputStream out, byte letter) throws IOException {
        long startNanos = deadline.ticker().nanos();
        out.write(letter);
        out.flush();
        var back = next();
        if (back.bytes().length == 1 && back.bytes()[0] == letter) {
            return (back.nanos() - startNanos) / 1_000.0;
        }
        findings.failed(Failure.PROTOCOL, back.bytes().length == 0 ? closed(channel) : another(back));
        return -1;
    }

    private static String closed(ChannelExec channel) {
        @Nullable Integer status = channel.getExitStatus();
        return "the server runs no `" + COMMAND + "` for this user: it closed the channel"
                + (status == null ? "" : ", exit status " + status);
    }

    private static String another(Arrival back) {
        return "the remote `" + COMMAND + "` sends “"
                + Banner.shown(new String(back.bytes(), StandardCharsets.US_ASCII)) + "” instead of what it got";
    }

    private Arrival next() throws IOException {
        try {
            var arrival = arrivals.poll(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            if (arrival == null) {
                throw new SocketTimeoutException("no echo");
            }
            return arrival;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// What finds no room is not waited for either: one character is on its way at a time.
    private void arrived(byte[] bytes) {
        arrivals.offer(new Arrival(bytes, deadline.ticker().nanos()));
    }

    /// Takes what the channel brings, on the library's thread.
    private final class Arriving extends OutputStream {
        @Override
        public void write(int one) {
            arrived(new byte[] {(byte) one});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            var copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            arrived(copy);
        }
    }
}
