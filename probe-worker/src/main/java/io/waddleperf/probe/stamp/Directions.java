package io.waddleperf.probe.stamp;

import io.waddleperf.probe.stamp.StampReport.Arrival;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// Where packets were lost and overtook each other: on the way to the reflector or back.
///
/// A stateful reflector (RFC 8762, section 4.3) numbers its answers itself. A number of it that we
/// miss is an answer lost on the way back; a packet of ours that it has no number for never reached
/// it. What was sent after the last packet that we have an answer to is undecided: nothing tells.
/// Where the network doubles packets on their way there, a lost answer to such a twin counts as lost
/// backward in place of a packet that was lost forward.
sealed interface Directions {
    /// Nothing came back.
    record Unknown() implements Directions {}

    /// The reflector copies our numbers, so its answers tell of no direction.
    record Stateless() implements Directions {}

    /// @param forward           packets that did not reach the reflector
    /// @param decided           packets whose way forward is known
    /// @param backward          answers that did not reach us
    /// @param reflected         answers that the reflector sent, as far as we know
    /// @param undecided         packets lost in we cannot say which direction
    /// @param reorderedForward  packets that came to the reflector after a later one (RFC 4737)
    /// @param reorderedBackward answers that came to us after a later one
    record Stateful(
            int forward,
            int decided,
            int backward,
            long reflected,
            int undecided,
            int reorderedForward,
            int reorderedBackward)
            implements Directions {}

    /// @param arrivals all, in the order of their coming
    static Directions of(List<Arrival> arrivals, int sent) {
        if (arrivals.isEmpty()) {
            return new Unknown();
        }
        if (arrivals.stream().allMatch(one -> one.reflectorSequence() == one.sequence())) {
            return new Stateless();
        }
        return stateful(withoutTwins(arrivals), sent);
    }

    private static Directions stateful(List<Arrival> answers, int sent) {
        var byReflector = answers.stream()
                .sorted(Comparator.comparingLong(Arrival::reflectorSequence))
                .toList();
        // A new session's count begins with 0 and has no more numbers than we sent packets; else the
        // reflector counted before us, and what came before the earliest answer is undecided, too.
        var earliest = byReflector.getFirst();
        boolean fresh =
                earliest.reflectorSequence() == 0 || byReflector.getLast().reflectorSequence() < sent;
        int first = fresh ? StampJournal.FIRST : earliest.sequence();
        int last = answers.stream().mapToInt(Arrival::sequence).max().orElseThrow();
        int answered = (int) answers.stream().map(Arrival::sequence).distinct().count();
        int decided = Math.max(last - first + 1, answered);
        int unanswered = decided - answered;
        long reflected = byReflector.getLast().reflectorSequence() + 1 - (fresh ? 0 : earliest.reflectorSequence());
        // More numbers than packets can miss are those of packets that came to the reflector twice.
        int backward = Math.clamp(reflected - answers.size(), 0, unanswered);
        return new Stateful(
                unanswered - backward,
                decided,
                backward,
                reflected,
                sent - answered - unanswered,
                reordered(firstOfEach(byReflector).stream().mapToLong(Arrival::sequence)),
                reordered(answers.stream().mapToLong(Arrival::reflectorSequence)));
    }

    /// How many come after a greater one: with the next number expected being one more than the
    /// greatest so far, those below it (RFC 4737, section 3.3).
    ///
    /// @param numbers each once, in the order of their coming
    static int reordered(LongStream numbers) {
        long nextExpected = Long.MIN_VALUE;
        int count = 0;
        for (long number : (Iterable<Long>) numbers::iterator) {
            if (number < nextExpected) {
                count++;
            } else {
                nextExpected = number + 1;
            }
        }
        return count;
    }

    /// The first to each of our packets, in the given order.
    static List<Arrival> firstOfEach(List<Arrival> arrivals) {
        Set<Integer> seen = new HashSet<>();
        return arrivals.stream().filter(one -> seen.add(one.sequence())).toList();
    }

    /// An answer that was doubled on its way back says nothing new.
    private static List<Arrival> withoutTwins(List<Arrival> arrivals) {
        record Pair(int sequence, long reflectorSequence) {}
        Set<Pair> seen = new HashSet<>();
        return arrivals.stream()
                .filter(one -> seen.add(new Pair(one.sequence(), one.reflectorSequence())))
                .toList();
    }
}
