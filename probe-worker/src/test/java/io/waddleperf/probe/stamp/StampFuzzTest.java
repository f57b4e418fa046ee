package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.nativenet.KernelClock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What a network may hand to a sender: valid answers, broken a little. `-Dfuzz.inputs=1000000` tries
/// more of them than `verify` does; the seed is printed where one fails.
class StampFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final int PER_SESSION = 40;
    private static final long EPOCH_NS = 1_795_000_000_000_000_000L;
    private static final long MS = 1_000_000;
    private static final Optional<KernelClock> CLOCK = Optional.of(new KernelClock(true, 100));

    @Test
    void makesSenseOfWhateverComes() {
        for (int seed = 0; seed < INPUTS / PER_SESSION; seed++) {
            try {
                session(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void session(RandomGenerator random) {
        int count = random.nextInt(1, PER_SESSION);
        var journal = new StampJournal(new StampPlan(count, 44, MS, 20 * MS, 7, ErrorEstimate.of(true, 100)));
        var questions = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            var packet = MemorySegment.ofArray(new byte[44]);
            journal.writeNext(packet, EPOCH_NS + i * MS, i * MS);
            questions.add(packet.toArray(ValueLayout.JAVA_BYTE));
        }
        for (int i = 0; i < PER_SESSION; i++) {
            byte[] answer = Mutations.of(valid(questions.get(random.nextInt(count)), random), random);
            long stampNs = random.nextBoolean() ? 0 : random.nextLong();
            journal.came(MemorySegment.ofArray(answer), stampNs, (count + i) * MS, -1);
        }
        check(journal.report(), count);
    }

    /// Of a stateful or a stateless reflector, whose clock may be anything.
    private static byte[] valid(byte[] question, RandomGenerator random) {
        byte[] answer = question.clone();
        long clockNs = EPOCH_NS + (random.nextInt(4) == 0 ? random.nextLong() / 8 : random.nextInt(100_000_000));
        var error = new ErrorEstimate(
                random.nextBoolean(), random.nextInt(8) == 0, random.nextInt(64), random.nextInt(256));
        long sequence = random.nextInt(3) == 0 ? answer[3] : random.nextInt(PER_SESSION);
        StampPacket.reflect(MemorySegment.ofArray(answer), sequence, clockNs, error, random.nextInt(256));
        StampPacket.writeSentAt(MemorySegment.ofArray(answer), clockNs + random.nextInt(1_000_000));
        return answer;
    }

    private static void check(StampReport report, int count) {
        assertTrue(report.firsts().size() <= count);
        var directions = Directions.of(report.arrivals(), report.sent());
        if (directions instanceof Directions.Stateful found) {
            int answered = Directions.firstOfEach(report.arrivals()).size();
            assertEquals(count - answered, found.forward() + found.backward() + found.undecided());
            assertTrue(found.forward() >= 0 && found.backward() >= 0 && found.undecided() >= 0);
            assertTrue(found.decided() > 0 && found.reflected() > 0);
        }
        var oneWay = OneWay.of(report.firsts(), CLOCK);
        assertTrue(
                oneWay.forwardPdvUs().orElse(0) >= 0 && oneWay.backwardPdvUs().orElse(0) >= 0);
        assertTrue(oneWay.turnaroundUs().orElse(0) >= 0);
        assertTrue(report.firsts().stream().allMatch(one -> one.netNs() >= 0));
    }

    /// So that the fuzzer is known to reach what it must: most of what it makes is still an answer.
    @Test
    void staysNearWhatIsValid() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        byte[] question = HexFormat.of().parseHex("00000001" + "00".repeat(40));
        List<byte[]> made = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(Mutations.of(valid(question, random), random));
        }
        long read = made.stream()
                .filter(bytes ->
                        StampPacket.readAnswer(MemorySegment.ofArray(bytes)).isPresent())
                .count();
        assertTrue(read > 500 && read < 1_000, "read " + read);
    }
}
