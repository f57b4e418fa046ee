package io.waddleperf.sink.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.ChannelRoute;
import io.waddleperf.contracts.Destination;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Channels that the configuration's topic tells, without a restart, to real receivers.
class ConfiguredChannelsIT {
    private final Receiver receiver = new Receiver();

    /// Of this test: its channels are known to nobody else on the broker.
    private final String name = "c-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void close() {
        receiver.close();
    }

    private Channel channel(String path, long version) {
        return new Channel(name, true, hook(path), route(Severity.WARNING), version);
    }

    private Destination hook(String path) {
        return new Destination.Webhook(receiver.url(path).toString(), "env:NOTIFY_KEY");
    }

    /// Everything at once.
    private static ChannelRoute route(Severity least) {
        var usual = ChannelRoute.DEFAULT;
        return new ChannelRoute(Map.of(), least, usual.tell(), usual.groupBy(), 0, 0, usual.repeatIntervalUs());
    }

    private String state(Rig rig) throws Exception {
        return rig.text(
                "SELECT CONCAT(kind, ' ', version, ' ', problem) FROM notifier_channel WHERE name = '" + name + '\'');
    }

    private String ending(Rig rig, UUID test) throws Exception {
        return rig.text("SELECT CONCAT(state, ': ', COALESCE(answer, last_error)) FROM notification WHERE dedup_key = '"
                + test + "/test/1/" + name + '\'');
    }

    @Test
    void takesEffectChangesAndEndsWithoutARestartBesideTheFiles() throws Exception {
        try (var rig = new Rig(new ChannelSpec.Webhook("of-file", receiver.url("/file"), null))) {
            Await.equal(
                    "webhook 0 ",
                    Rig.SOON,
                    () -> rig.text("SELECT CONCAT(kind, ' ', version, ' ', problem) FROM notifier_channel"));
            rig.configure(channel("/first", 1));
            Await.equal("webhook 1 ", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().open());
            Await.equal(1, Rig.SOON, () -> receiver.taken("/first").size());
            assertTrue(receiver.taken("/first").getFirst().signature() != null, "signed by what the variable holds");
            rig.configure(channel("/second", 2));
            Await.equal("webhook 2 ", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().open());
            Await.equal(1, Rig.SOON, () -> receiver.taken("/second").size());
            rig.configure(new Channel(name, true, hook("/second"), route(Severity.CRITICAL), 3));
            Await.equal("webhook 3 ", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().open());
            Await.equal(3, Rig.SOON, () -> receiver.taken("/file").size());
            rig.remove(name);
            Await.equal("", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().severity(Severity.CRITICAL));
            Await.equal(4, Rig.SOON, () -> receiver.taken("/file").size());
            assertEquals(1, receiver.taken("/first").size());
            assertEquals(1, receiver.taken("/second").size());
        }
    }

    @Test
    void anOlderVersionAndWhatCannotBeReadChangeNothing() throws Exception {
        try (var rig = new Rig()) {
            rig.configure(channel("/new", 5));
            rig.configure(channel("/old", 4));
            rig.send(new ProducerRecord<>(Topics.CHANNELS.name(), name, new byte[] {'{'}));
            Await.equal("webhook 5 ", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().open());
            Await.equal(1, Rig.SOON, () -> receiver.taken("/new").size());
            assertEquals(1, receiver.requests.size());
        }
    }

    @Test
    void tellsWhatBecameOfATestInTheReceiversWords() throws Exception {
        receiver.refuse(503);
        try (var rig = new Rig(new ChannelSpec.Webhook("of-file", receiver.url("/file"), null))) {
            rig.configure(channel("/hook", 1));
            UUID refusedFirst = rig.testOf(name); // maybe before the channel is known
            Await.equal("sent: 127.0.0.1 answered 200", Rig.SOON, () -> ending(rig, refusedFirst));
            assertEquals("2", rig.text("SELECT attempts FROM notification"));
            assertEquals(
                    List.of("/hook", "/hook"),
                    receiver.requests.stream().map(Receiver.Request::path).toList());
            assertEquals(
                    "test", receiver.taken("/hook").getFirst().keys().getFirst().split("/", -1)[1]);
            receiver.refuse(404, 404, 404, 404, 404, 404);
            UUID refused = rig.testOf(name);
            Await.equal("pending: 127.0.0.1 answered 404 answer", Rig.SOON, () -> ending(rig, refused));
        }
    }

    @Test
    void aSecretThatIsNotThereIsToldAndComesLate() throws Exception {
        try (var rig = new Rig()) {
            var pager = new Destination.PagerDuty(receiver.url("/pager").toString(), "env:NOTIFY_ABSENT");
            rig.configure(new Channel(name, true, pager, route(Severity.WARNING), 1));
            Await.equal("pagerduty 1 the environment variable NOTIFY_ABSENT is not set", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().open());
            Await.equal(
                    "the environment variable NOTIFY_ABSENT is not set",
                    Rig.SOON,
                    () -> rig.text("SELECT last_error FROM notification"));
            var slack = new Destination.Slack("file:slack-url");
            rig.configure(new Channel(name, true, slack, route(Severity.WARNING), 2));
            Await.until(
                    "no folder",
                    Rig.SOON,
                    () -> state(rig)
                            .contains("slack 2 file:slack-url cannot be found: waddleperf.notifications.secrets"));
            rig.configure(channel("/mended", 3));
            Await.equal(1, Rig.SOON, () -> receiver.taken("/mended").size()); // what waited goes to where it leads now
            Await.equal("sent", Rig.SOON, () -> rig.text("SELECT state FROM notification"));
        }
    }

    @Test
    void whatWaitsForARemovedChannelIsDropped() throws Exception {
        receiver.refuse(503, 503, 503, 503, 503);
        try (var rig = new Rig()) {
            rig.configure(channel("/hook", 1));
            Await.equal("webhook 1 ", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().open());
            Await.until("a first attempt", Rig.SOON, () -> !receiver.requests.isEmpty());
            Await.equal("pending 2100", Rig.SOON, () -> {
                rig.execute("UPDATE notification SET next_attempt_at = '2100-01-01' WHERE claimed_by IS NULL");
                return rig.text("SELECT CONCAT(state, ' ', YEAR(next_attempt_at)) FROM notification");
            });
            rig.remove(name);
            Await.equal(
                    "dropped: the channel was removed",
                    Rig.SOON,
                    () -> rig.text("SELECT CONCAT(state, ': ', last_error) FROM notification"));
            Await.equal(1.0, Rig.SOON, () -> rig.count("waddleperf.notifications", "ending", "dropped"));
            assertEquals(0.0, rig.count("waddleperf.notifications", "ending", "failed"));
            // the same name again begins anew
            rig.configure(channel("/again", 7));
            Await.equal("webhook 7 ", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().open());
            Await.equal(1, Rig.SOON, () -> receiver.taken("/again").size());
        }
    }

    /// As after an attempt to whose end the database gave no answer.
    @Test
    void whatIsLeftInHandOfARemovedChannelIsDropped() throws Exception {
        try (var rig = new Rig()) {
            rig.configure(channel("/hang", 1));
            Await.equal("webhook 1 ", Rig.SOON, () -> state(rig));
            rig.send(Rig.incident().open());
            String inHand = "SELECT claimed_by FROM notification WHERE claimed_by IS NOT NULL";
            Await.until("an attempt", Rig.SOON, () -> !rig.text(inHand).isEmpty());
            String claim = rig.text(inHand);
            Await.until("its end", Rig.SOON, () -> {
                rig.execute("UPDATE notification SET next_attempt_at = '2100-01-01' WHERE claimed_by IS NULL");
                return rig.text("SELECT next_attempt_at FROM notification").startsWith("2100");
            });
            rig.execute("UPDATE notification SET claimed_by = '" + claim + "'");
            rig.remove(name);
            Await.equal(
                    "dropped: the channel was removed",
                    Rig.SOON,
                    () -> rig.text("SELECT CONCAT(state, ': ', last_error) FROM notification"));
        }
    }

    /// Both read the topic and both may store what is to be told; one has the lease.
    @Test
    void twoNotifiersTellEachThingOnce() throws Exception {
        try (var rig = new Rig();
                var second = rig.another()) {
            rig.configure(channel("/hook", 1));
            Await.equal("webhook 1 ", Rig.SOON, () -> state(rig));
            second.start();
            for (int i = 0; i < 20; i++) {
                rig.send(Rig.incident().open());
                if (i == 10) {
                    rig.configure(channel("/moved", 2));
                }
            }
            Await.equal("20", Rig.SOON, () -> rig.text("SELECT COUNT(*) FROM notification WHERE state = 'sent'"));
            assertEquals(20, receiver.requests.size());
            assertEquals(
                    20,
                    receiver.requests.stream()
                            .flatMap(request -> request.keys().stream())
                            .distinct()
                            .count());
        }
    }
}
