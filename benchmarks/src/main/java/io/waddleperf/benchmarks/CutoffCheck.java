package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// Counts by id what became of the slots of a probe that was cut off.
final class CutoffCheck {
    /// Of the longest of a slot's waits: its interval, its test, and what a silent probe is given on top.
    private static final Duration ENDINGS_WITHIN = Duration.ofMinutes(4);

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration STORED_WITHIN = Duration.ofMinutes(1);

    private final String probe;
    private final Up up;
    private final Path spool;
    private final Times times;
    private final TopicScan topics;
    private final Map<UUID, Result> results = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /// @param from  slots from then on are looked at
    /// @param cut   the cable was pulled out
    /// @param back  and plugged in again
    /// @param until slots before then are looked at
    record Times(Instant from, Instant cut, Instant back, Instant until) {}

    /// @param spool the directory of the probe
    CutoffCheck(String probe, Up up, Path spool, Times times) {
        this.probe = probe;
        this.up = up;
        this.spool = spool;
        this.times = times;
        this.topics = new TopicScan(up.bootstrap());
    }

    void awaitEndings() throws Exception {
        long beginNs = System.nanoTime();
        boolean all = Await.within(ENDINGS_WITHIN, () -> {
            Await.pass(LOOK);
            return account().withoutEnding() == 0;
        });
        System.out.printf(
                "%s %.0f s after the last of the slots%n",
                all ? "all slots had an ending" : "not all slots had an ending", (System.nanoTime() - beginNs) / 1e9);
    }

    /// When the probe has ended.
    void print() throws Exception {
        var journal = ProbeJvm.journal(spool);
        boolean stored = Await.within(STORED_WITHIN, () -> {
            Await.pass(LOOK);
            return stored().results()
                    .keySet()
                    .equals(topics.results(probe, _ -> {}).times().keySet());
        });
        require(stored, "what is in Kafka is not what is in the database");
        var sent = topics.results(probe, result -> results.put(result.id(), result));
        var table = stored();
        System.out.println("slots: " + account());
        account().explain(topics);
        require(account().even(), "a slot has no ending, or two");
        System.out.printf(
                "results: %d in the journal, %d in Kafka (%d came again, %d of them with another text), %d in the"
                        + " database (%d doubled)%n",
                journal.size(),
                sent.times().size(),
                sent.again(),
                sent.differ(),
                table.results().size(),
                table.doubled().size());
        require(journal.size() == new HashSet<>(journal).size(), "the journal has a result twice");
        require(Set.copyOf(journal).equals(sent.times().keySet()), "the journal is not what Kafka has");
        require(sent.differ() == 0 && table.doubled().isEmpty(), "a result came with two texts, or is stored twice");
        printCauses(sent.causes());
    }

    private void printCauses(Map<String, Integer> causes) throws IOException {
        System.out.println("results by their cause: " + causes);
        var meanwhile = new TreeMap<String, Integer>();
        slots(times.cut(), times.back()).forEach(slot -> {
            var result = results.get(slot.result());
            String what = result == null
                    ? "none"
                    : result.cause().getClass().getSimpleName()
                            + ' '
                            + result.outcome().wireName();
            meanwhile.merge(what, 1, Integer::sum);
        });
        System.out.println("slots without Kafka by their result: " + meanwhile);
        long early = results.values().stream()
                .filter(result -> result.cause() instanceof Cause.Autonomous)
                .filter(result -> result.dueAt().isBefore(times.cut().minusSeconds(1))
                        || result.dueAt().isAfter(times.back().plusSeconds(30)))
                .count();
        require(early == 0, early + " results are autonomous that were not without Kafka");
        require(meanwhile.keySet().stream().anyMatch(each -> each.startsWith("Autonomous")), "none is autonomous");
    }

    private Account account() throws IOException, SQLException {
        return Account.of(slots(times.from(), times.until()), stored());
    }

    private Stream<Slot> slots(Instant from, Instant until) {
        List<Assignment> all = topics.assignments().getOrDefault(probe, List.of());
        return Slot.of(all.getLast(), from, until);
    }

    private Stored stored() throws IOException, SQLException {
        try (var connection = up.connect()) {
            return Stored.read(connection, probe);
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    /// @throws IllegalStateException where something is not as it must be
    void require() {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems));
        }
        System.out.println("each slot has one ending, and each result is there once");
    }
}
