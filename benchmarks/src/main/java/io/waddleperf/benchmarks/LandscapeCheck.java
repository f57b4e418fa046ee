package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Assignment;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Counts by id, when all is calm: journals of the probes, Kafka, the database, and the due runs.
final class LandscapeCheck {
    private static final Duration ENDINGS_WITHIN = Duration.ofMinutes(4);
    private static final Duration STORED_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(8);

    private final Landscape landscape;
    private final List<String> probes;
    private final Supplier<Set<UUID>> others;
    private final TopicScan topics;
    private boolean even;

    /// @param probes whose spools are read
    /// @param others ids of what was sent by others than those
    LandscapeCheck(Landscape landscape, List<String> probes, Supplier<Set<UUID>> others) {
        this.landscape = landscape;
        this.probes = probes;
        this.others = others;
        this.topics = new TopicScan(landscape.bootstrap());
    }

    /// How many probes have rows in the database.
    int probesStored() {
        try (var connection = landscape.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(DISTINCT probe) FROM series")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException _) {
            return 0;
        }
    }

    /// Prints how the runs ended that were due from one time on and before the other.
    void awaitEndings(Instant from, Instant until) throws Exception {
        var slots = slots(from, until).toList();
        long beginNs = System.nanoTime();
        var account = new Account[1];
        Await.within(ENDINGS_WITHIN, () -> {
            account[0] = Account.of(slots.stream(), stored());
            if (account[0].withoutEnding() > 0) {
                Await.pass(LOOK);
            }
            return account[0].withoutEnding() == 0;
        });
        double seconds = (double) Duration.between(from, until).toSeconds();
        System.out.printf(
                "runs due in %.0f s (%.0f/s): %s; looked %.0f s for the last%n",
                seconds, slots.size() / seconds, account[0], (System.nanoTime() - beginNs) / 1e9);
        account[0].explain(topics);
        try (var connection = landscape.connect()) {
            System.out.println("refused: " + Stored.refusals(connection));
        }
        even = account[0].even();
    }

    /// When nothing is due any more.
    ///
    /// @throws IllegalStateException where something is lost, doubled or without its ending
    void print() throws Exception {
        Await.pass(SENT_WITHIN);
        landscape.stopProbes();
        var journal = journal();
        boolean stored = Await.within(STORED_WITHIN, () -> {
            Await.pass(LOOK);
            return stored().results().keySet().containsAll(journal);
        });
        var sent = topics.results("", _ -> {});
        var table = stored();
        System.out.printf(
                "results: %d in the journals, %d in Kafka (%d came again, %d of them with another text), %d in the"
                        + " database (%d doubled)%n",
                journal.size(),
                sent.times().size(),
                sent.again(),
                sent.differ(),
                table.results().size(),
                table.doubled().size());
        tell("in the journals, not in Kafka", journal, sent.times().keySet());
        tell("in Kafka, not in the journals", sent.times().keySet(), journal);
        tell(
                "in Kafka, not in the database",
                sent.times().keySet(),
                table.results().keySet());
        tell(
                "in the database, not in Kafka",
                table.results().keySet(),
                sent.times().keySet());
        System.out.println("results by their cause: " + sent.causes());
        var told = topics.runEvents();
        System.out.printf(
                "run-events: %d in Kafka, %d in the database%n",
                told.size(), table.events().size());
        tell("in Kafka, not in the database", told, table.events());
        boolean equal = stored
                && journal.equals(sent.times().keySet())
                && journal.equals(table.results().keySet())
                && table.doubled().isEmpty()
                && sent.differ() == 0
                && table.events().containsAll(told);
        if (!equal || !even) {
            throw new IllegalStateException(
                    equal ? "a due run has no ending, or two" : "journals, Kafka and database differ");
        }
        System.out.println("journal ids = ids in Kafka = table ids, and each due run has one ending");
    }

    private static void tell(String what, Set<UUID> these, Set<UUID> those) {
        var rest = new HashSet<>(these);
        rest.removeAll(those);
        if (!rest.isEmpty()) {
            System.out.println("  " + rest.size() + " " + what + ", such as "
                    + rest.stream().limit(3).toList());
        }
    }

    private Set<UUID> journal() throws Exception {
        var all = new HashSet<UUID>();
        int count = 0;
        for (String probe : probes) {
            var ids = ProbeJvm.journal(landscape.data(probe));
            count += ids.size();
            all.addAll(ids);
        }
        var sent = others.get();
        all.addAll(sent);
        if (all.size() != count + sent.size()) {
            throw new IllegalStateException(
                    "the journals have " + (count + sent.size() - all.size()) + " results twice");
        }
        return all;
    }

    private Stored stored() throws SQLException {
        try (var connection = landscape.connect()) {
            return Stored.read(connection, "");
        }
    }

    /// By the last assignment that tests something: the schedule is the same all the time.
    private Stream<Slot> slots(Instant from, Instant until) {
        var slots = new ArrayList<Slot>();
        Map<String, List<Assignment>> all = topics.assignments();
        for (String probe : probes) {
            var last = all.getOrDefault(probe, List.of()).stream()
                    .filter(assignment -> !assignment.items().isEmpty())
                    .toList()
                    .getLast();
            Slot.of(last, from, until).forEach(slots::add);
        }
        return slots.stream();
    }
}
