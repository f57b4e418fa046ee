package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.stamp.StampReport.Arrival;
import io.waddleperf.probe.stamp.StampReport.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers are written `ours:reflector's`, in the order of their coming.
class DirectionsTest {
    private static final int SEEDS = 2_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing is lost                          | 1:0 2:1 3:2         | 3 | 0 | 0 | 0
            the second does not arrive               | 1:0 3:1             | 3 | 1 | 0 | 0
            the second answer does not arrive        | 1:0 3:2             | 3 | 0 | 1 | 0
            the first two do not arrive              | 3:0                 | 3 | 2 | 0 | 0
            the first two answers do not arrive      | 3:2                 | 3 | 0 | 2 | 0
            one each way                             | 2:1 4:2             | 4 | 1 | 1 | 0
            who knows about the last                 | 1:0                 | 3 | 0 | 0 | 2
            an answer comes twice                    | 1:0 1:0 3:1         | 3 | 1 | 0 | 0
            a packet comes to the reflector twice    | 1:0 1:1 2:2 4:3     | 4 | 1 | 0 | 0
            the reflector counted before us          | 2:41 3:42 5:43 6:44 | 6 | 1 | 0 | 1
            """)
    void tellsWhereItWasLost(String what, String answers, int sent, int forward, int backward, int undecided) {
        var found = assertInstanceOf(Directions.Stateful.class, Directions.of(arrivals(answers), sent), what);
        assertEquals(
                List.of(forward, backward, undecided),
                List.of(found.forward(), found.backward(), found.undecided()),
                what);
    }

    @Test
    void claimsNoDirectionOfAReflectorThatCopiesOurNumbers() {
        assertEquals(new Directions.Stateless(), Directions.of(arrivals("1:1 3:3 4:4 4:4"), 5));
        assertEquals(new Directions.Unknown(), Directions.of(List.of(), 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:4294967295 2:4294967294", "5:0 1:4294967295", "1:0 1:1 1:2 1:3 1:4 1:5 2:9"})
    void neverCountsMoreThanWasSentWhateverAReflectorSays(String answers) {
        var found = assertInstanceOf(Directions.Stateful.class, Directions.of(arrivals(answers), 5));
        int answered = (int) Arrays.stream(answers.split(" ", -1))
                .map(answer -> answer.split(":", -1)[0])
                .distinct()
                .count();
        assertEquals(5 - answered, found.forward() + found.backward() + found.undecided());
        assertTrue(found.forward() >= 0 && found.backward() >= 0 && found.undecided() >= 0);
        assertTrue(found.forward() <= found.decided() && found.backward() <= found.reflected());
    }

    @ParameterizedTest
    @CsvSource({"1 2 3 4, 0", "1 3 2 4, 1", "4 1 2 3, 3", "2 1 4 3, 2", "1 2 5 3 4 6, 2"})
    void countsReorderedPacketsAsRfc4737Does(String order, int reordered) {
        var numbers = Arrays.stream(order.split(" ", -1)).mapToLong(Long::parseLong);
        assertEquals(reordered, Directions.reordered(numbers));
    }

    /// A network that loses and shuffles by a seed and keeps the book of what it did; the last packet
    /// always gets through last, so that nothing stays undecided.
    @Test
    void findsWhatASeededNetworkDid() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int sent = random.nextInt(2, 200);
            var there = Leg.over(LongStream.rangeClosed(1, sent).boxed().toList(), random);
            var back =
                    Leg.over(LongStream.range(0, there.arrived().size()).boxed().toList(), random);
            var answers = back.arrived().stream()
                    .map(number ->
                            arrival(there.arrived().get(number.intValue()).intValue(), number))
                    .toList();
            var found = assertInstanceOf(Directions.Stateful.class, Directions.of(answers, sent), "seed " + seed);
            assertEquals(
                    List.of(there.lost(), back.lost(), 0),
                    List.of(found.forward(), found.backward(), found.undecided()),
                    "seed " + seed);
            assertEquals(back.overtaken(), found.reorderedBackward(), "seed " + seed);
            assertEquals(overtakenForward(answers), found.reorderedForward(), "seed " + seed);
        }
    }

    /// By definition: of the answered packets, those before which a later one came to the reflector.
    private static int overtakenForward(List<Arrival> answers) {
        var order = answers.stream()
                .sorted(Comparator.comparingLong(Arrival::reflectorSequence))
                .map(one -> (long) one.sequence())
                .toList();
        return overtaken(order);
    }

    private static int overtaken(List<Long> order) {
        int count = 0;
        for (int i = 0; i < order.size(); i++) {
            long number = order.get(i);
            if (order.subList(0, i).stream().anyMatch(earlier -> earlier > number)) {
                count++;
            }
        }
        return count;
    }

    /// One way through the network.
    private record Leg(List<Long> arrived, int lost, int overtaken) {
        static Leg over(List<Long> numbers, RandomGenerator random) {
            double loss = random.nextDouble(0.5);
            double delay = random.nextDouble(5);
            record Late(long number, double at) {}
            var onTheWay = new ArrayList<Late>();
            for (int i = 0; i < numbers.size() - 1; i++) {
                if (random.nextDouble() >= loss) {
                    onTheWay.add(new Late(numbers.get(i), i + random.nextDouble() * delay));
                }
            }
            onTheWay.add(new Late(numbers.getLast(), Double.MAX_VALUE));
            var arrived = onTheWay.stream()
                    .sorted(Comparator.comparingDouble(Late::at))
                    .map(Late::number)
                    .toList();
            assertEquals(arrived.size(), new HashSet<>(arrived).size());
            return new Leg(arrived, numbers.size() - arrived.size(), DirectionsTest.overtaken(arrived));
        }
    }

    private static List<Arrival> arrivals(String answers) {
        return Arrays.stream(answers.split(" ", -1))
                .map(answer -> answer.split(":", -1))
                .map(pair -> arrival(Integer.parseInt(pair[0]), Long.parseLong(pair[1])))
                .toList();
    }

    private static Arrival arrival(int sequence, long reflectorSequence) {
        return new Arrival(sequence, reflectorSequence, new ErrorEstimate(false, false, 0, 1), 0, 0, 0, 0, Kind.FIRST);
    }
}
