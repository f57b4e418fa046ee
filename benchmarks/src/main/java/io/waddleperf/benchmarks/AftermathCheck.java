package io.waddleperf.benchmarks;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// What else must hold after an upgrade or a restore: the archive has each result once, what was written reached its
/// topic, and no reader gave up on a record.
final class AftermathCheck {
    private static final Duration ARCHIVED_WITHIN = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /// Not that an answer was written to who had given up waiting: the witness does so after a second.
    private static final Pattern ERROR = Pattern.compile(" ERROR +\\[io\\.waddleperf(?!.*: Failed to write$)");

    private final Landscape landscape;
    private final Path work;
    private final Instant since;
    private final Clock clock;
    private final TopicScan topics;
    private final List<String> problems = new ArrayList<>();

    /// @param since when the landscape was made
    AftermathCheck(Landscape landscape, Path work, Instant since, Clock clock) {
        this.landscape = landscape;
        this.work = work;
        this.since = since;
        this.clock = clock;
        this.topics = new TopicScan(landscape.bootstrap());
    }

    /// Ends the sinks.
    ///
    /// @param written targets
    /// @throws IllegalStateException that says all that does not hold
    void require(List<String> written) throws Exception {
        archive(topics.results("", _ -> {}).times().keySet());
        targets(written);
        decisions();
        deadLetters();
        errors();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems));
        }
    }

    private void archive(Set<UUID> sent) throws Exception {
        try (var archive = new ArchiveScan(landscape.archive(), work, since, clock)) {
            Await.within(ARCHIVED_WITHIN, () -> {
                Await.pass(LOOK);
                return new HashSet<>(archive.ids()).containsAll(sent);
            });
            for (Member sink : landscape.members(Member.Kind.SINK)) {
                sink.stop();
            }
            int lines = archive.ids().size();
            archive.merge();
            var ids = archive.ids();
            var once = new HashSet<>(ids);
            System.out.printf("archive: %d lines, merged %d, of %d ids%n", lines, ids.size(), once.size());
            hold(once.equals(sent), "the archive has %d ids, Kafka %d".formatted(once.size(), sent.size()));
            hold(once.size() == ids.size(), "the archive has ids twice");
        }
    }

    private void targets(List<String> written) {
        var there = new HashSet<String>();
        topics.read(Topics.TARGETS, record -> there.add(record.key()));
        System.out.printf("targets: %d written on the way%n", written.size());
        hold(there.containsAll(written), "a target that the API took is not on its topic: " + written);
    }

    /// Transactions of two versions: each decision is there once.
    private void decisions() {
        var ids = new ArrayList<UUID>();
        topics.read(
                Topics.ESCALATIONS,
                record ->
                        ids.add(WireCodec.read(Escalation.class, record.value()).id()));
        int once = new HashSet<>(ids).size();
        System.out.printf("decisions: %d, of %d ids%n", ids.size(), once);
        hold(once == ids.size(), "a decision is there twice");
    }

    private void deadLetters() {
        var letters = new ArrayList<String>();
        topics.read(Topics.DEAD_LETTERS, record -> {
            var letter = WireCodec.read(DeadLetter.class, record.value());
            letters.add(letter.reader() + ", " + letter.topic() + ": " + letter.reason());
        });
        System.out.printf("dead letters: %d%n", letters.size());
        hold(
                letters.isEmpty(),
                "dead letters, such as " + letters.stream().limit(3).toList());
    }

    /// Told only: on a machine that is busy a transaction may take too long, and is tried again.
    private void errors() throws IOException {
        for (Member member : landscape.members()) {
            if (Files.exists(landscape.log(member))) {
                try (var lines = Files.lines(landscape.log(member))) {
                    lines.filter(line -> ERROR.matcher(line).find())
                            .forEach(line -> System.out.println("  " + member.name() + ": " + line));
                }
            }
        }
    }

    private void hold(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
