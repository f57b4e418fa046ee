package io.waddleperf.api.tests;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.stream.StreamListener;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// A client that is told what happens to one test, until it has ended.
final class TestWatch {
    /// What the sink has stored and this process has not read: it was read elsewhere, or is a slot that has passed.
    private static final Duration STORED_EVERY = Duration.ofSeconds(5);

    /// Each command has its ending long before.
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Request request;
    private final List<UUID> commandIds;
    private final List<UUID> resultIds;
    private final boolean results;
    private final Told told;
    private final StreamListener listener;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean ended;
    private volatile int known = -1;
    private volatile Instant lookedAt = Instant.MIN;

    /// @param results whether they are told, too
    TestWatch(Request request, boolean results, Told told, StreamListener listener) {
        this.results = results;
        this.request = request;
        commandIds = request.commands().stream().map(Command::id).toList();
        resultIds = commandIds.stream().map(Ids::result).toList();
        this.told = told;
        this.listener = listener;
    }

    /// The last event.
    record Ended(@JsonProperty("test_id") UUID testId, TestStatus.Phase status, ProbeCounts probes) {}

    boolean isOver() {
        return listener.isOver();
    }

    /// Whether there is something to tell, or may be; who gets that must [#look].
    boolean begin(RunProgress progress, Instant now) {
        int newest = progress.known(commandIds, resultIds);
        boolean due = !ended && (newest != known || !now.isBefore(lookedAt.plus(STORED_EVERY)));
        if (!due || !looking.compareAndSet(false, true)) {
            return false;
        }
        known = newest;
        lookedAt = now;
        return true;
    }

    /// Tells what is new. Blocks.
    void look(TestReader reader, ObjectMapper json) {
        try {
            Sight sight = listener.sight();
            if (!request.probes().stream().allMatch(sight::sees)
                    || lookedAt.isAfter(request.expiresAt().plus(LONGEST))) {
                listener.end();
                return;
            }
            var now = reader.known(request, sight);
            TestStatus status = reader.status(request, now);
            var news = told.news(now).stream()
                    .filter(one -> results || !one.isResult())
                    .toList();
            if (tell(news) && status.unended().isEmpty() && offerEnd(status, json)) {
                ended = true;
                listener.finish();
            }
        } finally {
            looking.set(false);
        }
    }

    /// The last of what is told at once has the id: after a break before it, all of this comes again.
    ///
    /// @return whether the client has taken all of it
    private boolean tell(List<Told.News> news) {
        for (int i = 0; i < news.size(); i++) {
            var one = news.get(i);
            told.tell(one);
            boolean last = i == news.size() - 1;
            if (!listener.offer(one.name(), last ? told.id() : null, one.json())) {
                told.untell(one);
                known = -1; // so that it is tried again soon
                return false;
            }
        }
        return true;
    }

    private boolean offerEnd(TestStatus status, ObjectMapper json) {
        var last = new Ended(status.testId(), status.status(), status.probes());
        try {
            return listener.offer("end", null, json.writeValueAsString(last));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the end of a test is a record of texts and numbers", e);
        }
    }
}
