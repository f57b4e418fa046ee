package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.SocketTrouble;
import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.InstantSource;

/// Sends by the JDK's sockets, where there are no own ones; all times are the process's.
final class JdkSender implements StampSender {
    private static final long NS = 1_000_000_000L;
    private static final long NS_PER_MS = 1_000_000;

    private final InstantSource time;
    private final Ticker ticker;

    JdkSender(InstantSource time, Ticker ticker) {
        this.time = time;
        this.ticker = ticker;
    }

    @Override
    public StampReport send(InetSocketAddress reflector, StampPlan plan) throws InterruptedException {
        var journal = new StampJournal(plan);
        try (var socket = new DatagramSocket()) {
            socket.connect(reflector);
            run(socket, plan, journal);
        } catch (PortUnreachableException e) {
            journal.note(new Outcome.Failed(
                    Failure.CONNECTION_REFUSED, "nothing listens on that UDP port (ICMP port unreachable)"));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("in a STAMP session");
            }
            journal.note(SocketTrouble.outcomeOf(e, reflector.getPort()));
        }
        return journal.report();
    }

    private void run(DatagramSocket socket, StampPlan plan, StampJournal journal) throws IOException {
        byte[] outgoing = new byte[plan.payloadBytes()];
        var incoming = new DatagramPacket(new byte[StampPlan.LARGEST_BYTES], StampPlan.LARGEST_BYTES);
        long startNanos = ticker.nanos();
        long dueNanos = startNanos;
        while (!journal.allAnswered()) {
            long waitNanos = dueNanos - ticker.nanos();
            if (waitNanos > 0) {
                receive(socket, incoming, waitNanos, journal);
            } else if (journal.allSent()) {
                return;
            } else {
                journal.writeNext(MemorySegment.ofArray(outgoing), realtimeNs(), ticker.nanos());
                socket.send(new DatagramPacket(outgoing, outgoing.length));
                dueNanos = journal.allSent()
                        ? ticker.nanos() + plan.timeoutNanos()
                        : startNanos + plan.dueNanos(journal.sent());
            }
        }
    }

    private void receive(DatagramSocket socket, DatagramPacket incoming, long waitNanos, StampJournal journal)
            throws IOException {
        socket.setSoTimeout(Math.clamp((waitNanos + NS_PER_MS - 1) / NS_PER_MS, 1, Integer.MAX_VALUE));
        incoming.setLength(StampPlan.LARGEST_BYTES);
        try {
            socket.receive(incoming);
            var packet = MemorySegment.ofArray(incoming.getData()).asSlice(0, incoming.getLength());
            journal.came(packet, 0, ticker.nanos(), -1);
        } catch (SocketTimeoutException _) { // the time of the next packet, or the end
            return;
        }
    }

    private long realtimeNs() {
        var now = time.instant();
        return now.getEpochSecond() * NS + now.getNano();
    }
}
