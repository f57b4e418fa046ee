package io.waddleperf.probe.dns;

import io.waddleperf.probe.measure.Deadline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/// Asks over UDP and, where that truncates, over TCP (RFC 7766, section 5).
final class UdpTransport {
    private static final int MOST_BYTES = 65_535;

    private final DnsQuery query;
    private final Asked asked;
    private final Deadline deadline;
    private final DnsFindings findings;

    UdpTransport(DnsQuery query, Asked asked, Deadline deadline, DnsFindings findings) {
        this.query = query;
        this.asked = asked;
        this.deadline = deadline;
        this.findings = findings;
    }

    /// @param whole asks again where the answer did not fit
    void ask(StreamTransport whole) throws IOException {
        var answer = answer();
        if (answer.getHeader().getFlag(Flags.TC)) {
            findings.spoke(Asked.Way.TCP.protocol());
            whole.plain();
        } else {
            findings.answer(answer, 0);
        }
    }

    private Message answer() throws IOException {
        byte[] bytes = query.bytes();
        try (var socket = new DatagramSocket()) {
            socket.connect(asked.address()); // packets of others do not get in
            long askedNanos = findings.nanos();
            socket.send(new DatagramPacket(bytes, bytes.length));
            var answer = await(socket);
            findings.answered(askedNanos);
            return answer;
        }
    }

    /// Passes over what is no answer: it is perhaps forged, and the true one may still come.
    private Message await(DatagramSocket socket) throws IOException {
        @Nullable DnsFormatException garbage = null;
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        try {
            while (!deadline.passed()) {
                socket.setSoTimeout(deadline.remainingMillis());
                packet.setLength(MOST_BYTES);
                socket.receive(packet);
                try {
                    var answer = query.answerIn(Arrays.copyOf(packet.getData(), packet.getLength()));
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                } catch (DnsFormatException e) {
                    garbage = e;
                }
            }
            throw new SocketTimeoutException("no answer");
        } catch (SocketTimeoutException e) {
            throw garbage == null ? e : garbage;
        }
    }
}
