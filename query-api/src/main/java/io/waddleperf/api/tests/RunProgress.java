package io.waddleperf.api.tests;

import io.waddleperf.api.live.TopicListener;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What happens to tests on demand before the database has it: the newest steps and results.
@Singleton
final class RunProgress implements TopicListener {
    private static final Logger LOG = Logger.getLogger(RunProgress.class);
    private static final int MOST_COMMANDS = 10_000;
    private static final int MOST_RESULTS = 1_000;
    /// The result of a test comes so long after its last step, and most come much sooner.
    private static final Duration RESULT_WITHIN = Duration.ofMinutes(10);

    private static final byte[] ON_DEMAND = "\"on-demand\"".getBytes(StandardCharsets.UTF_8);
    private static final int[] STEPS = steps(ON_DEMAND);

    private final Map<UUID, List<Step>> steps = new Newest<>(MOST_COMMANDS);
    /// How many steps came of a command, with those that newer ones took the place of.
    private final Map<UUID, Integer> heard = new Newest<>(MOST_COMMANDS);

    private final Map<UUID, String> results = new Newest<>(MOST_RESULTS);
    private final InstantSource clock;
    private Instant expectedUntil = Instant.MIN;

    RunProgress() {
        this(Clock.systemUTC());
    }

    RunProgress(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Set<Topic<?>> topics() {
        return Set.of(Topics.RUN_EVENTS, Topics.RESULTS);
    }

    @Override
    public synchronized boolean wants(Topic<?> topic) {
        return !topic.equals(Topics.RESULTS) || clock.instant().isBefore(expectedUntil);
    }

    synchronized List<Step> steps(UUID commandId) {
        return List.copyOf(steps.getOrDefault(commandId, List.of()));
    }

    /// How much is known here of these; it grows with each step and result.
    synchronized int known(List<UUID> commandIds, List<UUID> resultIds) {
        int known = 0;
        for (UUID command : commandIds) {
            known += heard.getOrDefault(command, 0);
        }
        for (UUID result : resultIds) {
            known += results.containsKey(result) ? 1 : 0;
        }
        return known;
    }

    synchronized Optional<String> result(UUID resultId) {
        return Optional.ofNullable(results.get(resultId));
    }

    @Override
    public void take(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        try {
            if (topic.equals(Topics.RESULTS)) {
                takeResult(record.value());
            } else {
                take(WireCodec.read(RunEvent.class, record.value()));
            }
        } catch (WireFormatException e) {
            LOG.debugf(
                    "skipped %s-%d@%d, which the sink buries: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private synchronized void take(RunEvent event) {
        switch (event.kind()) {
            case QUEUED, ACCEPTED, STARTED, PROGRESS ->
                expectedUntil = clock.instant().plus(RESULT_WITHIN);
            case REJECTED, MISSED, SUPPRESSED, UNKNOWN -> {}
        }
        if (event.commandId() != null) {
            heard.merge(event.commandId(), 1, Integer::sum);
            var known = steps.computeIfAbsent(event.commandId(), _ -> new ArrayList<>());
            if (event.kind() == RunEvent.Kind.PROGRESS) { // of each second one: the newest is enough
                known.removeIf(step -> step.kind() == RunEvent.Kind.PROGRESS);
            }
            known.add(new Step(event.kind(), event.detail(), event.at(), event.seen()));
        }
    }

    /// Few are of tests on demand, so the others are not parsed.
    private void takeResult(byte @Nullable [] json) {
        if (json != null && mentions(json, ON_DEMAND)) {
            take(WireCodec.read(Result.class, json), json);
        }
    }

    /// Looks where the word would end first, and goes on by its length where that byte is not of it
    /// (Horspool, 1980): each result of the fleet is looked through.
    private static boolean mentions(byte[] json, byte[] word) {
        for (int end = word.length - 1; end < json.length; end += STEPS[json[end] & 0xff]) {
            int from = end - word.length + 1;
            if (json[end] == word[word.length - 1] && Arrays.equals(json, from, end + 1, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }

    /// How far the word can be moved when a byte stands at its end.
    private static int[] steps(byte[] word) {
        var steps = new int[256];
        Arrays.fill(steps, word.length);
        for (int i = 0; i < word.length - 1; i++) {
            steps[word[i] & 0xff] = word.length - 1 - i;
        }
        return steps;
    }

    private synchronized void take(Result result, byte[] json) {
        if (result.cause() instanceof Cause.OnDemand) {
            results.put(result.id(), new String(json, StandardCharsets.UTF_8));
        }
    }

    /// Forgets the oldest.
    private static final class Newest<K, V> extends LinkedHashMap<K, V> {
        private final int most;

        Newest(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
