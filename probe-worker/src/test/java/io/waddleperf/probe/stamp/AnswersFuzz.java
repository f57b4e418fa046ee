package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import io.waddleperf.probe.nativenet.KernelClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Answers of reflectors to six questions, each behind its length, and what is made of all of them.
public final class AnswersFuzz implements FuzzTarget {
    private static final int QUESTIONS = 6;
    private static final long EPOCH_NS = 1_795_000_000_000_000_000L;
    private static final long MS = 1_000_000;

    private final List<byte[]> questions = new ArrayList<>();

    public AnswersFuzz() {
        asked(questions);
    }

    private static StampJournal asked(List<byte[]> questions) {
        var journal = new StampJournal(new StampPlan(QUESTIONS, 44, MS, 20 * MS, 7, ErrorEstimate.of(true, 100)));
        for (int i = 0; i < QUESTIONS; i++) {
            var packet = MemorySegment.ofArray(new byte[44]);
            int index = journal.writeNext(packet, EPOCH_NS + i * MS, i * MS);
            if (i % 2 == 0) {
                journal.left(index, EPOCH_NS + i * MS + 10_000);
            }
            questions.add(packet.toArray(ValueLayout.JAVA_BYTE));
        }
        return journal;
    }

    @Override
    public String name() {
        return "STAMP answers";
    }

    @Override
    public List<String> parsers() {
        return List.of(
                "stamp.StampPacket",
                "stamp.StampJournal",
                "stamp.NtpTime",
                "stamp.ErrorEstimate",
                "stamp.Directions",
                "stamp.OneWay");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var input = new ByteArrayOutputStream();
        int offset = random.nextInt(4); // of a reflector that counts from somewhere else
        boolean stateful = random.nextBoolean();
        for (int i = 0; i < QUESTIONS; i++) {
            if (random.nextInt(5) == 0) {
                continue; // lost
            }
            byte[] answer = questions
                    .get(random.nextInt(8) == 0 ? random.nextInt(QUESTIONS) : i)
                    .clone();
            long clockNs =
                    EPOCH_NS + i * MS + (random.nextInt(8) == 0 ? random.nextLong() / 8 : random.nextInt(400_000));
            var error = new ErrorEstimate(
                    random.nextInt(8) > 0, random.nextInt(12) == 0, random.nextInt(64), random.nextInt(256));
            long sequence = stateful ? i + offset : answer[3];
            StampPacket.reflect(MemorySegment.ofArray(answer), sequence, clockNs, error, random.nextInt(256));
            StampPacket.writeSentAt(MemorySegment.ofArray(answer), clockNs + random.nextInt(100_000));
            byte[] broken = random.nextInt(4) == 0 ? Mutations.of(answer, random) : answer;
            input.write(random.nextInt(4));
            input.write(broken.length);
            input.writeBytes(broken);
        }
        return random.nextInt(8) == 0 ? Texts.broken(input.toByteArray(), random) : input.toByteArray();
    }

    @Override
    public void read(byte[] input) throws IOException {
        var journal = asked(new ArrayList<>());
        int came = 0;
        for (int at = 0; at + 2 <= input.length; came++) {
            int kind = input[at];
            int end = Math.min(input.length, at + 2 + (input[at + 1] & 0xFF));
            var answer = MemorySegment.ofArray(Arrays.copyOfRange(input, at + 2, end));
            long nanos = (QUESTIONS + came) * MS; // after all questions were sent
            journal.came(answer, kind == 0 ? 0 : EPOCH_NS + nanos, nanos, kind - 1);
            if (answer.byteSize() >= StampPacket.BYTES) {
                assertTrue(StampPacket.ssid(answer) >= 0);
                StampPacket.isAnswer(answer, EPOCH_NS);
            }
            at = end;
        }
        var report = journal.report();
        if (report.firsts().isEmpty()) {
            throw new IOException("no answer");
        }
        check(report);
    }

    private static void check(StampReport report) {
        assertTrue(report.firsts().size() <= QUESTIONS);
        var directions = Directions.of(report.arrivals(), report.sent());
        if (directions instanceof Directions.Stateful found) {
            int answered = Directions.firstOfEach(report.arrivals()).size();
            assertEquals(QUESTIONS - answered, found.forward() + found.backward() + found.undecided());
            assertTrue(found.forward() >= 0 && found.backward() >= 0 && found.undecided() >= 0);
            assertTrue(found.decided() > 0 && found.reflected() > 0);
        }
        for (var clock : List.of(Optional.<KernelClock>empty(), Optional.of(new KernelClock(true, 100)))) {
            var oneWay = OneWay.of(report.firsts(), clock);
            assertTrue(oneWay.forwardPdvUs().orElse(0) >= 0
                    && oneWay.backwardPdvUs().orElse(0) >= 0);
            assertTrue(oneWay.turnaroundUs().orElse(0) >= 0);
        }
        assertTrue(report.firsts().stream().allMatch(one -> one.netNs() >= 0));
    }

    @Override
    public Check check() {
        return new Check("stamp.StampPacket", "readAnswer", 0);
    }
}
