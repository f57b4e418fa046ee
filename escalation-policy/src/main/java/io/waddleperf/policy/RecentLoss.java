package io.waddleperf.policy;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Result;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Loss over the last 100 packets of a series, however many results those were.
public final class RecentLoss {
    public static final int PACKETS = 100;
    private static final int MOST_ENTRIES = 100;

    /// Of each result the packets that were sent and received, oldest first; `filled` of them count.
    private short[] ofResults = new short[0];

    private int filled;
    private int sent;
    private int received;

    /// One after the other, as they came; those of tests without packets change nothing.
    public void add(Result result) {
        var packetsSent = result.metrics().get(Metric.PACKETS_SENT);
        if (packetsSent.isEmpty() || packetsSent.getAsDouble() < 1) {
            return;
        }
        double answered = result.metrics().get(Metric.PACKETS_RECEIVED).orElse(0);
        short ofSent = (short) Math.min(Short.MAX_VALUE, packetsSent.getAsDouble());
        add(ofSent, (short) Math.clamp(answered, 0, ofSent));
        int old = 0;
        while (filled - old > 2 * MOST_ENTRIES || (filled - old > 2 && sent - ofResults[old] >= PACKETS)) {
            sent -= ofResults[old];
            received -= ofResults[old + 1];
            old += 2;
        }
        filled -= old;
        System.arraycopy(ofResults, old, ofResults, 0, filled);
    }

    private void add(short ofSent, short answered) {
        if (filled == ofResults.length) {
            ofResults = Arrays.copyOf(ofResults, filled + 8);
        }
        ofResults[filled++] = ofSent;
        ofResults[filled++] = answered;
        sent += ofSent;
        received += answered;
    }

    /// Empty before as many packets are known as one result has.
    public OptionalDouble ratio() {
        return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (sent - received) / sent);
    }

    /// Of its binary form.
    public int bytes() {
        return 1 + filled * Short.BYTES;
    }

    public void write(ByteBuffer to) {
        to.put((byte) (filled / 2));
        for (int i = 0; i < filled; i++) {
            to.putShort(ofResults[i]);
        }
    }

    public static RecentLoss read(ByteBuffer from) {
        var loss = new RecentLoss();
        for (int left = from.get(); left > 0; left--) {
            loss.add(from.getShort(), from.getShort());
        }
        return loss;
    }
}
