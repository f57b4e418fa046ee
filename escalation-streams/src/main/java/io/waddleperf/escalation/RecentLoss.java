package io.waddleperf.escalation;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Result;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/// Loss over the last 100 packets of a series, however many results those were.
final class RecentLoss {
    private static final int PACKETS = 100;
    private static final int MOST_ENTRIES = 100;

    /// Newest last.
    private final Deque<Sent> results = new ArrayDeque<>();
    private int sent;
    private int received;

    private record Sent(int sent, int received) {}

    void add(Result result) {
        var packetsSent = result.metrics().get(Metric.PACKETS_SENT);
        if (packetsSent.isEmpty() || packetsSent.getAsDouble() < 1) {
            return;
        }
        double answered = result.metrics().get(Metric.PACKETS_RECEIVED).orElse(0);
        int ofSent = (int) Math.min(Short.MAX_VALUE, packetsSent.getAsDouble());
        add(new Sent(ofSent, (int) Math.clamp(answered, 0, ofSent)));
        while (results.size() > MOST_ENTRIES
                || (results.size() > 1 && sent - results.getFirst().sent() >= PACKETS)) {
            Sent oldest = results.removeFirst();
            sent -= oldest.sent();
            received -= oldest.received();
        }
    }

    private void add(Sent one) {
        results.addLast(one);
        sent += one.sent();
        received += one.received();
    }

    /// Empty before as many packets are known as one result has.
    OptionalDouble ratio() {
        return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (sent - received) / sent);
    }

    int bytes() {
        return 1 + results.size() * 2 * Short.BYTES;
    }

    void write(ByteBuffer to) {
        to.put((byte) results.size());
        results.forEach(one -> to.putShort((short) one.sent()).putShort((short) one.received()));
    }

    static RecentLoss read(ByteBuffer from) {
        var loss = new RecentLoss();
        for (int left = from.get(); left > 0; left--) {
            loss.add(new Sent(from.getShort(), from.getShort()));
        }
        return loss;
    }
}
