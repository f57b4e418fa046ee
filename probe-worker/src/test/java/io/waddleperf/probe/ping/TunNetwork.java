package io.waddleperf.probe.ping;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.nativenet.Tun;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

/// A network in user space behind a TUN device: every address there answers echo requests as its plan
/// says, late, twice, wrongly or never, and a record of each is kept.
final class TunNetwork implements AutoCloseable {
    private static final int PACKET_BYTES = 2_048;
    private static final long IDLE_NANOS = 20_000_000;
    private static final long CLOSE_MS = 10_000;

    /// What is done to a request.
    sealed interface Fate {
        record Lost() implements Fate {}

        /// @param copies of the answer
        record Answered(long delayNanos, int copies) implements Fate {}

        /// An answer with a changed byte; the right one never comes.
        ///
        /// @param at index in the IP packet
        record Forged(int at) implements Fate {}
    }

    /// A request that came.
    ///
    /// @param number    of the packet in its run
    /// @param heldNanos from when it was read until its first answer was written; 0 where none was
    record Seen(InetAddress address, int number, Fate fate, long heldNanos) {}

    private record Due(long atNanos, MemorySegment packet, Seen seen, long readNanos) {}

    private final BiFunction<InetAddress, Integer, Fate> plan;
    private final Thread thread;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<Seen> record = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    private TunNetwork(String device, BiFunction<InetAddress, Integer, Fate> plan) {
        this.plan = plan;
        this.thread = Thread.ofPlatform().name("network").daemon().unstarted(() -> run(device));
    }

    /// @param plan by address and number of the packet
    static TunNetwork start(String device, BiFunction<InetAddress, Integer, Fate> plan) {
        var network = new TunNetwork(device, plan);
        network.thread.start();
        network.ready.join();
        return network;
    }

    /// Each request that was answered, or will not be, in the order of that.
    List<Seen> record() {
        return List.copyOf(record);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String device) {
        try (var arena = Arena.ofConfined()) {
            var tun = Tun.open(arena, device);
            ready.complete(null);
            relay(tun, arena.allocate(PACKET_BYTES, Long.BYTES));
            tun.close();
        } catch (Throwable e) {
            ready.completeExceptionally(e);
        }
    }

    private void relay(Tun tun, MemorySegment buffer) throws Exception {
        var held = new PriorityQueue<Due>(Comparator.comparingLong(Due::atNanos));
        while (!closing) {
            var next = held.peek();
            tun.await(next == null ? IDLE_NANOS : Math.min(IDLE_NANOS, next.atNanos() - System.nanoTime()));
            for (int bytes = tun.read(buffer); bytes > 0; bytes = tun.read(buffer)) {
                accept(tun, buffer.asSlice(0, bytes), held);
            }
            while (!held.isEmpty() && held.peek().atNanos() - System.nanoTime() <= 0) {
                release(tun, held.remove());
            }
        }
    }

    private void accept(Tun tun, MemorySegment packet, PriorityQueue<Due> held) throws Exception {
        long readNanos = System.nanoTime();
        boolean v6 = packet.get(JAVA_BYTE, 0) >> 4 == 6;
        int icmp = v6 ? 40 : 20;
        boolean request = Byte.toUnsignedInt(packet.get(JAVA_BYTE, icmp)) == (v6 ? 128 : 8);
        if (packet.get(JAVA_BYTE, v6 ? 6 : 9) != (v6 ? 58 : 1) || !request) {
            return; // router solicitations and the like
        }
        int addressBytes = v6 ? 16 : 4;
        var address = InetAddress.getByAddress(
                packet.asSlice(v6 ? 24 : 16, addressBytes).toArray(JAVA_BYTE));
        int number = packet.get(JAVA_INT_UNALIGNED, icmp + 16);
        var fate = plan.apply(address, number);
        var seen = new Seen(address, number, fate, 0);
        byte[] answer = answer(packet.toArray(JAVA_BYTE), v6 ? 8 : 12, addressBytes, icmp);
        switch (fate) {
            case Fate.Lost _ -> record.add(seen);
            case Fate.Answered(long delayNanos, int copies) -> {
                for (int i = 0; i < copies; i++) {
                    held.add(new Due(readNanos + delayNanos, onNative(answer), seen, readNanos));
                }
            }
            case Fate.Forged(int at) -> {
                answer[at] ^= 1;
                fixChecksum(answer, icmp, at);
                tun.write(onNative(answer));
                record.add(seen);
            }
        }
    }

    private void release(Tun tun, Due due) {
        long nanos = System.nanoTime();
        tun.write(due.packet());
        var seen = due.seen();
        record.add(new Seen(seen.address(), seen.number(), seen.fate(), nanos - due.readNanos()));
    }

    /// Addresses change places, which no checksum sees; the type changes.
    private static byte[] answer(byte[] request, int source, int addressBytes, int icmp) {
        byte[] answer = request.clone();
        System.arraycopy(request, source, answer, source + addressBytes, addressBytes);
        System.arraycopy(request, source + addressBytes, answer, source, addressBytes);
        answer[icmp] = (byte) (addressBytes == 4 ? 0 : 129);
        patch(answer, icmp, Byte.toUnsignedInt(request[icmp]) << 8, Byte.toUnsignedInt(answer[icmp]) << 8);
        return answer;
    }

    /// After the last bit of a byte was turned round.
    private static void fixChecksum(byte[] answer, int icmp, int at) {
        int is = Byte.toUnsignedInt(answer[at]);
        int shift = at % 2 == 0 ? 8 : 0;
        if (at >= icmp) {
            patch(answer, icmp, (is ^ 1) << shift, is << shift);
        } else if (icmp == 20) { // in the header of IPv4, whose checksum is at 10
            patch(answer, 8, (is ^ 1) << shift, is << shift);
        } else {
            patch(answer, icmp, (is ^ 1) << shift, is << shift); // an address, in the pseudo header
        }
    }

    /// RFC 1624, equation 3; the checksum is the second word from there.
    private static void patch(byte[] packet, int from, int was, int is) {
        int at = from + 2;
        int checksum = Byte.toUnsignedInt(packet[at]) << 8 | Byte.toUnsignedInt(packet[at + 1]);
        int sum = (~checksum & 0xFFFF) + (~was & 0xFFFF) + is;
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        packet[at] = (byte) (~sum >> 8);
        packet[at + 1] = (byte) ~sum;
    }

    private static MemorySegment onNative(byte[] bytes) {
        var packet = Arena.ofAuto().allocate(bytes.length, Long.BYTES);
        MemorySegment.copy(bytes, 0, packet, JAVA_BYTE, 0, bytes.length);
        return packet;
    }

    /// Addresses behind the device, distinct.
    static List<InetAddress> addresses(Family family, int count) {
        var addresses = new ArrayList<InetAddress>(count);
        for (int i = 0; i < count; i++) {
            String text = family == Family.IPV6
                    ? "2001:db8::" + Integer.toHexString(2 + i)
                    : "198.18." + (i / 250) + '.' + (2 + i % 250);
            addresses.add(InetAddress.ofLiteral(text));
        }
        return addresses;
    }
}
