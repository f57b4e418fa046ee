package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.tls.Trust;
import io.waddleperf.probe.tls.TrustRecorder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens connections to the server, each timed.
///
/// @param deadline of the whole test
record Dialer(Backend backend, InetSocketAddress server, Trust trust, Deadline deadline) {
    private static final long OPEN_WITHIN_NANOS = 10_000_000_000L;

    /// One that is ready for requests.
    ///
    /// @param life  ends it with the test
    /// @param tlsUs of no meaning without TLS
    /// @param seen  null without TLS
    record Opened(
            SocketChannel tcp,
            Watchdog life,
            ByteChannel bytes,
            HttpInput in,
            double connectUs,
            double tlsUs,
            TrustRecorder.@Nullable Seen seen) {}

    /// The server did not answer in time.
    static final class TooLate extends IOException {
        private static final long serialVersionUID = 1;

        TooLate(IOException cause) {
            super("no connection in time", cause);
        }

        TooLate(String what) {
            super(what);
        }
    }

    /// @param buffer for what the server sends
    Opened dial(ByteBuffer buffer) throws IOException {
        var channel = SocketChannel.open();
        var within = Deadline.after(ticker(), Math.min(OPEN_WITHIN_NANOS, deadline.remainingNanos()));
        var opening = Watchdog.over(channel.socket(), within);
        try (opening) {
            long startNanos = ticker().nanos();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(server);
            long connectedNanos = ticker().nanos();
            double connectUs = (connectedNanos - startNanos) / 1_000.0;
            var recorder = trust.refusing();
            var bytes = backend.tls() ? secured(channel, recorder) : channel;
            double tlsUs = (ticker().nanos() - connectedNanos) / 1_000.0;
            var life = Watchdog.over(channel.socket(), deadline);
            return new Opened(channel, life, bytes, new HttpInput(bytes, buffer), connectUs, tlsUs, recorder.seen());
        } catch (IOException e) {
            channel.close();
            throw opening.bitten() ? new TooLate(e) : e;
        }
    }

    /// HTTP/1.1 alone: streams of one connection of HTTP/2 would share its window.
    private TlsBytes secured(SocketChannel channel, TrustRecorder recorder) throws IOException {
        try {
            var socket = Trust.client(channel.socket(), backend.host(), List.of("http/1.1"), recorder);
            socket.startHandshake();
            return new TlsBytes(socket);
        } catch (IOException e) {
            throw channel.isOpen() ? new HandshakeFailed(e, recorder.seen()) : e; // else its time was over
        }
    }

    Ticker ticker() {
        return deadline.ticker();
    }
}
