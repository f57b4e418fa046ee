package io.waddleperf.cli.letters;

import io.waddleperf.cli.Connection;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.contracts.DeadLetter.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/// Sends records again, each once and never twice, also where others do the same meanwhile.
///
/// 1. A session for the record's partition is opened: no other can commit from now on.
/// 2. All notes that were committed until then are read: a record with a note is left alone.
/// 3. Record and note are committed in one transaction, or none of them. Whoever is shut out or
///    does not know goes back to 1.
final class Replayer {
    /// So many sessions in a row may end with nothing sent.
    private static final int MOST_VAIN = 10;

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int MOST_DOUBLED = 4;

    private final Surroundings surroundings;
    private final Connection kafka;
    private final LetterLog log;
    private final Selection selection;
    private final SourceRecords sources;
    private final BiConsumer<Selection.Item, Ending> report;

    /// @param selection with all that the log has told so far
    /// @param report    takes the ending of each record as soon as it is certain
    Replayer(
            Surroundings surroundings,
            Connection kafka,
            LetterLog log,
            Selection selection,
            BiConsumer<Selection.Item, Ending> report) {
        this.surroundings = surroundings;
        this.kafka = kafka;
        this.log = log;
        this.selection = selection;
        this.sources = new SourceRecords(kafka);
        this.report = report;
    }

    /// What would be done.
    void rehearse(List<Selection.Item> items) {
        for (var item : items) {
            report.accept(item, already(item.source()).orElseGet(() -> switch (decide(item)
                    .decision()) {
                case ReplayPlan.Decision.Send send -> new Ending.WouldSend(send.from());
                case ReplayPlan.Decision.Refuse refuse -> new Ending.Refused(refuse.why());
            }));
        }
    }

    /// Returns earlier where the operator stops it.
    void replay(List<Selection.Item> items) {
        var byPartition = new LinkedHashMap<TopicPartition, List<Selection.Item>>();
        for (var item : items) {
            var partition =
                    new TopicPartition(item.source().topic(), item.source().partition());
            byPartition.computeIfAbsent(partition, _ -> new ArrayList<>()).add(item);
        }
        byPartition.forEach(this::replay);
    }

    private void replay(TopicPartition partition, List<Selection.Item> items) {
        var left = new ArrayDeque<Selection.Item>();
        for (var item : items) {
            foregone(item).ifPresentOrElse(ending -> report.accept(item, ending), () -> left.add(item));
        }
        String why = "";
        int vain = 0;
        for (int sessions = 0; vain < MOST_VAIN && goesOn(left); sessions++) {
            if (sessions > 0) {
                pause(sessions);
            }
            int before = left.size();
            why = inSession(partition, left);
            vain = left.size() < before ? 0 : vain + 1;
        }
        if (goesOn(left)) {
            String last = why;
            left.forEach(item -> report.accept(item, new Ending.Unsure(last)));
        }
    }

    /// What needs no session.
    private Optional<Ending> foregone(Selection.Item item) {
        if (SourceRecords.topic(item.source()).isEmpty()
                && decide(item).decision() instanceof ReplayPlan.Decision.Refuse refuse) {
            return Optional.of(new Ending.Refused(refuse.why()));
        }
        return already(item.source());
    }

    private boolean goesOn(ArrayDeque<Selection.Item> left) {
        return !left.isEmpty() && !surroundings.stopping().asked();
    }

    /// Takes away what has its ending.
    ///
    /// @return why the session ended before all had
    private String inSession(TopicPartition partition, ArrayDeque<Selection.Item> left) {
        var opened = ReplaySession.open(kafka.at(), partition, surroundings.clock());
        if (opened.isEmpty()) {
            return "another replay took over";
        }
        try (var session = opened.get()) {
            log.readOn(entry -> {
                if (entry instanceof Entry.Replayed replayed) {
                    selection.book().add(replayed.replay());
                }
            });
            while (goesOn(left)) {
                var ending = replay(session, left.getFirst());
                if (ending instanceof Ending.Unsure unsure) {
                    return unsure.why();
                }
                report.accept(left.removeFirst(), ending);
            }
            return "";
        }
    }

    private Ending replay(ReplaySession session, Selection.Item item) {
        var already = already(item.source());
        if (already.isPresent()) {
            return already.get();
        }
        var decided = decide(item);
        return switch (decided.decision()) {
            case ReplayPlan.Decision.Refuse refuse -> new Ending.Refused(refuse.why());
            case ReplayPlan.Decision.Send send ->
                switch (session.send(decided.letter(), send.record())) {
                    case ReplaySession.Sent.Committed committed -> {
                        selection.book().add(committed.replay());
                        yield new Ending.Sent(committed.replay(), send.from());
                    }
                    case ReplaySession.Sent.Refused refused -> new Ending.Refused(refused.why());
                    case ReplaySession.Sent.Broken broken -> new Ending.Unsure(broken.why());
                };
        };
    }

    private Optional<Ending> already(Source source) {
        if (selection.leavesOut(source)) { // its note has come since it was chosen
            return Optional.of(
                    new Ending.LeftOut(selection.book().origins(source).getFirst()));
        }
        return selection.book().of(source).map(Ending.Already::new);
    }

    /// A letter and what is to be done about it.
    private record Decided(Entry.Buried letter, ReplayPlan.Decision decision) {}

    /// Of several letters the first that will do: one may hold what another left out.
    private Decided decide(Selection.Item item) {
        Optional<Decided> refused = Optional.empty();
        for (var id : item.letters()) {
            var letter = log.letter(id);
            var decision = ReplayPlan.decide(letter, sources.find(letter), sources.newer(letter));
            var decided = new Decided(letter, decision);
            if (decision instanceof ReplayPlan.Decision.Send) {
                return decided;
            }
            refused = refused.isPresent() ? refused : Optional.of(decided);
        }
        return refused.orElseThrow();
    }

    /// The longer it lasts the more patient: whoever is at it may then come to its end.
    private void pause(int sessions) {
        long least = FIRST_PAUSE_MILLIS << Math.min(sessions - 1, MOST_DOUBLED);
        long millis = least + surroundings.randomness().nextLong(least);
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
