package io.waddleperf.cli.api;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Server-Sent Events of the API as they come. After a break it goes on behind the last one; who reads slower than
/// they come holds the server up, which then leaves some out and says so by an event `gap`.
public final class Events implements AutoCloseable {
    /// Three comments of the server, which come every 15 s.
    private static final int SILENCE_MS = 45_000;

    private static final int MOST_WAITING = 256;
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final Api api;
    private final String path;
    private final RandomGenerator randomness;
    private final BlockingQueue<Item> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread reader;
    private EventPauses pauses = EventPauses.FIRST;
    private String lastId = "";
    private boolean connected;
    private boolean heard;

    /// What the reader found.
    private sealed interface Item {
        record Came(ServerEvent event) implements Item {}

        record Broke(String words) implements Item {}

        record Ended(CommandFailure why) implements Item {}
    }

    /// What a listener gets.
    public sealed interface Heard {
        record Event(ServerEvent event) implements Heard {}

        /// The stream broke, and is asked for again.
        record Break(String words) implements Heard {}
    }

    private Events(Api api, String path, RandomGenerator randomness) {
        this.api = api;
        this.path = path;
        this.randomness = randomness;
        this.reader = Thread.ofVirtual().name("events").unstarted(this::readAll);
    }

    public static Events of(Api api, String path, RandomGenerator randomness) {
        var events = new Events(api, path, randomness);
        events.reader.start();
        return events;
    }

    /// Empty where nothing came in time.
    ///
    /// @throws CommandFailure where the stream is refused, or stays broken
    public Optional<Heard> next(Duration atMost) {
        try {
            return switch (waiting.poll(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                case null -> Optional.empty();
                case Item.Came(var event) -> Optional.of(new Heard.Event(event));
                case Item.Broke(var words) -> Optional.of(new Heard.Break(words));
                case Item.Ended(var why) -> throw why;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(Exit.NOT_ALL_DONE, "stopped", e);
        }
    }

    /// Whoever hears nothing of a server time after time has not reached it, even where it takes connections.
    private void readAll() {
        try {
            int failed = 0;
            while (failed < EventPauses.MOST_TRIES) {
                heard = false;
                var broken = readUntilItBreaks();
                failed = heard ? 0 : failed + 1;
                if (broken.isPresent()) {
                    waiting.put(new Item.Ended(broken.get()));
                    return;
                }
                Thread.sleep(pauses.after(failed, randomness));
            }
            waiting.put(new Item.Ended(new CommandFailure(
                    Exit.NO_SERVER,
                    "the API at " + api.url() + " has not been reached " + EventPauses.MOST_TRIES
                            + " times in a row; `./waddleperf doctor` looks for the reason")));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /// @return why it is not tried again
    private Optional<CommandFailure> readUntilItBreaks() throws InterruptedException {
        try {
            var connection = open();
            try {
                if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    return refused(Api.answer(connection));
                }
                connected = true;
                read(connection);
                waiting.put(new Item.Broke("the server ended the stream"));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!connected) {
                return Optional.of(api.notReached(e));
            }
            waiting.put(new Item.Broke(Plain.line(String.valueOf(e.getMessage()))));
        } catch (GeneralSecurityException e) {
            return Optional.of(api.notReached(e));
        } catch (CommandFailure e) {
            return Optional.of(e);
        }
        return Optional.empty();
    }

    private HttpURLConnection open() throws IOException, GeneralSecurityException {
        var headers = new HashMap<>(Map.of("Accept", "text/event-stream"));
        if (!lastId.isEmpty()) {
            headers.put("Last-Event-ID", lastId);
        }
        return Wire.open(api, "GET", path, headers, SILENCE_MS);
    }

    private Optional<CommandFailure> refused(Answer answer) throws InterruptedException {
        if (!PASSING.contains(answer.status())) {
            return Optional.of(api.refused(answer));
        }
        waiting.put(new Item.Broke("refused (" + answer.status() + ")"));
        return Optional.empty();
    }

    private void read(HttpURLConnection connection) throws IOException, InterruptedException {
        try (var in = new BufferedInputStream(connection.getInputStream())) {
            var lines = new EventLines(in, () -> heard = true);
            for (var event = lines.next(); event.isPresent(); event = lines.next()) {
                pauses = lines.retry().map(pauses::beginningWith).orElse(pauses);
                lastId = event.get().id().isEmpty() ? lastId : event.get().id();
                waiting.put(new Item.Came(event.get()));
            }
            pauses = lines.retry().map(pauses::beginningWith).orElse(pauses);
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
