package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import jakarta.mail.internet.MimeMultipart;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From a real topic over a real database to real receivers.
class NotifierIT {
    private static final Secret SECRET = new Secret.InEnvironment("KEY", Map.of("KEY", "s3cret"));

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void tellsAWebhookEachTransitionOnceSignedAndTriesAgainAfterRefusals() throws Exception {
        receiver.refuse(500, 503);
        try (var rig = new Rig(new ChannelSpec.Webhook("hook", receiver.url("/hook"), SECRET))) {
            var incident = Rig.incident();
            var opened = incident.open();
            rig.send(opened);
            Await.equal(1, Rig.SOON, () -> receiver.taken("/hook").size());
            rig.send(incident.severity(Severity.CRITICAL), opened);
            Await.equal(2, Rig.SOON, () -> receiver.taken("/hook").size());
            rig.send(incident.closed());
            Await.equal(3, Rig.SOON, () -> receiver.taken("/hook").size());
            var requests = receiver.taken("/hook");
            assertEquals(
                    List.of("opened/1", "changed/2", "closed/3"),
                    requests.stream()
                            .map(each -> middle(each.keys().getFirst()))
                            .toList());
            assertEquals("resolved", requests.getLast().json().path("status").asText());
            for (var request : requests) {
                assertSigned(request);
            }
            assertEquals(5, receiver.requests.size());
            Await.equal(
                    "0 sent",
                    Rig.SOON,
                    () -> rig.text(
                            "SELECT CONCAT(COUNT(IF(state = 'pending', 1, NULL)), ' ', MAX(state)) FROM notification"));
            assertEquals(2, rig.count("waddleperf.notifications.attempts", "ending", "refused"));
            // counted after the row is marked
            Await.equal(3.0, Rig.SOON, () -> rig.count("waddleperf.notifications", "ending", "sent"));
            assertEquals("3", rig.text("SELECT MAX(attempts) FROM notification"));
        }
    }

    private static String middle(String key) {
        var parts = key.split("/", -1);
        return parts[1] + '/' + parts[2];
    }

    private static void assertSigned(Receiver.Request request) {
        var time = Instant.ofEpochSecond(Long.parseLong(String.valueOf(request.time())));
        var expected = Signature.headers("s3cret", time, request.body().getBytes(UTF_8));
        assertEquals(expected.get(Signature.SIGNATURE), request.signature());
    }

    @Test
    void letsAChannelThatHangsHoldUpNobodyElse() throws Exception {
        try (var rig = new Rig(
                new ChannelSpec.Webhook("hangs", receiver.url("/hang"), null),
                new ChannelSpec.Slack("slack", receiver.url("/slack")),
                new ChannelSpec.Teams("teams", receiver.url("/teams")),
                new ChannelSpec.PagerDuty("pager", receiver.url("/pager"), SECRET))) {
            for (int i = 0; i < 5; i++) {
                rig.send(Rig.incident().open());
            }
            for (var path : List.of("/slack", "/teams", "/pager")) {
                Await.equal(5, Rig.SOON, () -> receiver.taken(path).size());
            }
            // the limit of an exchange cuts it, and it is tried again
            Await.until(
                    "why it is tried again",
                    Rig.SOON,
                    () -> rig.text("SELECT MAX(last_error) FROM notification WHERE channel = 'hangs'")
                            .contains("may take 2 s"));
            assertEquals(
                    "trigger",
                    receiver.taken("/pager")
                            .getFirst()
                            .json()
                            .path("event_action")
                            .asText());
        }
    }

    @Test
    void tellsByMailInOneThreadAnIncident() throws Exception {
        var smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.setUser("ops@example.net", "mailer", "s3cret");
        smtp.start();
        var channel = new ChannelSpec.Email(
                "mail",
                "127.0.0.1",
                smtp.getSmtp().getPort(),
                ChannelSpec.Security.PLAIN,
                "w@example.net",
                List.of("ops@example.net"),
                "mailer",
                SECRET);
        try (var rig = new Rig(channel)) {
            var incident =
                    Rig.incident().says("wéb is slow\r\nBcc: evil@example.net").found("loss begins at hop 4");
            rig.send(incident.open());
            assertTrue(smtp.waitForIncomingEmail(20_000, 1));
            rig.send(incident.closed());
            assertTrue(smtp.waitForIncomingEmail(20_000, 2));
            var first = smtp.getReceivedMessages()[0];
            assertEquals("[warning] wéb is slow  Bcc: evil@example.net", first.getSubject());
            assertEquals(1, first.getAllRecipients().length);
            var parts = (MimeMultipart) first.getContent();
            assertTrue(
                    String.valueOf(parts.getBodyPart(0).getContent()).contains("Found: tier 2: loss begins at hop 4"));
            assertTrue(parts.getBodyPart(1).getContentType().startsWith("text/html"));
            var second = smtp.getReceivedMessages()[1];
            assertTrue(second.getSubject().startsWith("[closed]"), second.getSubject());
            assertEquals(first.getHeader("References", ","), second.getHeader("References", ","));
            assertFalse(first.getMessageID().equals(second.getMessageID()));
        } finally {
            smtp.stop();
        }
    }

    @Test
    void sendsATestToEveryChannelAndRecordsWhatIsSilenced() throws Exception {
        try (var syslog = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var rig = new Rig(
                        new ChannelSpec.Webhook("hook", receiver.url("/hook"), null),
                        new ChannelSpec.PagerDuty("pager", receiver.url("/pager"), SECRET),
                        new ChannelSpec.Syslog("log", "127.0.0.1", syslog.getLocalPort(), false))) {
            var silenced = Rig.incident();
            rig.send(silenced.silenced("night"));
            rig.test("operator");
            Await.equal(1, Rig.SOON, () -> receiver.taken("/hook").size());
            Await.equal(2, Rig.SOON, () -> receiver.taken("/pager").size());
            assertTrue(receiver.taken("/hook").getFirst().keys().getFirst().contains("/test/"));
            var packet = new DatagramPacket(new byte[4_000], 4_000);
            syslog.setSoTimeout(20_000);
            syslog.receive(packet);
            var line = new String(packet.getData(), 0, packet.getLength(), UTF_8);
            assertTrue(line.startsWith("<29>1 ") && line.contains("asked for by operator: hello"), line);
            assertEquals("3", rig.text("SELECT COUNT(*) FROM notification WHERE state = 'silenced'"));
            rig.send(silenced.silenced(null));
            Await.equal(2, Rig.SOON, () -> receiver.taken("/hook").size());
        }
    }

    @Test
    void buriesWhatIsMalformedAndWhatCannotBeStoredAndGoesOn() throws Exception {
        try (var rig = new Rig(new ChannelSpec.Webhook("hook", receiver.url("/hook"), null))) {
            var malformed = "{\"id\":7".getBytes(UTF_8);
            rig.send(new ProducerRecord<>(Topics.INCIDENTS.name(), "malformed", malformed));
            rig.send(new ProducerRecord<>(Topics.INCIDENTS.name(), "gone", null));
            var spoiled = Rig.incident();
            rig.send(spoiled.open());
            Await.equal(1, Rig.SOON, () -> receiver.taken("/hook").size());
            rig.execute("UPDATE notified_incident SET document = '{'");
            rig.send(spoiled.closed(), Rig.incident().open());
            Await.equal(2, Rig.SOON, () -> receiver.taken("/hook").size());
        }
    }

    @Test
    void takesUpWhatItsOwnProcessLeftInHandAndFailsAloneWhatItCannotRead() throws Exception {
        var database = Rig.source(io.waddleperf.testkit.TestServers.freshDatabase());
        io.waddleperf.database.Migrations.run(database);
        var now = Clock.systemUTC().instant();
        var routes = new Routes(
                List.of(Rig.route(List.of("hook"))),
                List.of(new ChannelSpec.Webhook("hook", receiver.url("/hook"), null)));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (int i = 0; i < 2; i++) {
                var incident = Rig.incident().open();
                var delivery = routes.deliveries(Transition.OPENED, incident).getFirst();
                var fact = new Fact(Transition.OPENED, 1, "hook", incident);
                NotificationTable.add(connection, fact, delivery, false, now.minusSeconds(2 - i));
            }
            var first = NotificationTable.claim(connection, "hook", "me/webhook1", now)
                    .orElseThrow();
            assertEquals(0, NotificationUpkeep.free(connection, "hook", "you"));
            assertEquals(0, NotificationUpkeep.free(connection, "chat", "me"));
            assertEquals(0, NotificationUpkeep.reclaim(connection, "me"));
            assertEquals(1, NotificationUpkeep.free(connection, "hook", "me"));
            var again = NotificationTable.claim(connection, "hook", "me/webhook2", now)
                    .orElseThrow();
            assertEquals(first.keys(), again.keys());
            assertEquals(1, NotificationUpkeep.reclaim(connection, "you"));
            statement.execute("UPDATE notification SET transition = 'newer' WHERE dedup_key = '"
                    + first.keys().getFirst() + '\'');
            assertTrue(NotificationTable.claim(connection, "hook", "me/webhook3", now)
                    .isEmpty());
            var other = NotificationTable.claim(connection, "hook", "me/webhook4", now)
                    .orElseThrow();
            assertFalse(other.keys().equals(first.keys()));
            try (var rows = statement.executeQuery("SELECT last_error FROM notification WHERE state = 'failed'")) {
                assertTrue(rows.next());
                assertTrue(rows.getString(1).startsWith("cannot be read: "), rows.getString(1));
            }
        }
    }

    @Test
    void remindsOfWhatNobodyAcknowledgedAndGivesUpWhatIsADayOld() throws Exception {
        try (var rig = new Rig(new ChannelSpec.Webhook("hook", receiver.url("/hook"), null))) {
            var attended = Rig.incident();
            var unattended = Rig.incident();
            rig.send(unattended.open(), attended.open(), attended.acknowledged("operator"));
            Await.until("all is sent", Rig.SOON, () -> rig.count("waddleperf.notifications", "ending", "sent") == 3);
            rig.execute("UPDATE notification SET created_at = created_at - INTERVAL 5 HOUR");
            var routes = new Routes(
                    List.of(Rig.route(List.of("hook"))),
                    List.of(new ChannelSpec.Webhook("hook", receiver.url("/hook"), null)));
            var reminders = new Reminders(rig.database, () -> routes, Clock.systemUTC());
            reminders.add();
            reminders.add();
            assertEquals(
                    "reminder/1",
                    rig.text(
                            "SELECT CONCAT(transition, '/', occurrence) FROM notification WHERE transition = 'reminder'"));
            assertEquals("1", rig.text("SELECT COUNT(*) FROM notification WHERE transition = 'reminder'"));
            Await.equal(
                    1L,
                    Rig.SOON,
                    () -> receiver.taken("/hook").stream()
                            .filter(each -> each.keys()
                                    .getFirst()
                                    .contains(unattended.next().id() + "/reminder"))
                            .count());
            try (var connection = rig.database.getConnection()) {
                // not due, so that the rig's own queue does not take them meanwhile
                rig.execute("UPDATE notification SET state = 'pending', next_attempt_at = '2100-01-01'");
                var now = Clock.systemUTC().instant();
                assertEquals(4, NotificationUpkeep.giveUp(connection, now.plusSeconds(1), now));
                var backlog = NotificationUpkeep.backlog(connection, now);
                assertEquals(0, backlog.pending());
                assertEquals(4, backlog.failedToday());
            }
        }
    }
}
