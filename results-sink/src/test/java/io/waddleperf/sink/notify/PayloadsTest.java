package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Severity;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What each channel is sent, as files that a person can read, and that nothing from outside gets out of its place.
class PayloadsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/notify");
    private static final Instant NOW = Incidents.AT.plusSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NASTY =
            "<!channel> <b>\r\nBcc: x@example.net\r\n\r\n\"]` *a* [l](http://x.example) \u202e\u0000& end";

    private final Story story = new Story("https://waddle.example");
    private final Message opened = message(
            "opened",
            Incidents.sample()
                    .found("loss begins at hop 4 (192.0.2.7)", "certificate is valid for 41 days")
                    .open(),
            Transition.OPENED);

    @Test
    void writesAlertmanagersPayloadForWebhooks() throws IOException {
        var incidents = Incidents.sample();
        incidents.open();
        var closed = fact(incidents.closed(), Transition.CLOSED);
        var other = new Incidents(new java.util.UUID(7, 7), Incidents.AT);
        other.severity(Severity.CRITICAL);
        var two = Message.of(
                "home:{site=\"home\"}", List.of(fact(other.acknowledged("operator"), Transition.ACKNOWLEDGED), closed));
        assertGolden("webhook.json", new AlertPayload(story).webhook("hook", two, Map.of("site", "home")));
    }

    @Test
    void pushesToAlertmanagers() throws IOException {
        assertGolden(
                "alertmanager.json", new AlertPayload(story).alertmanager(opened.items(), NOW, Duration.ofMinutes(4)));
    }

    @Test
    void writesSlackBlocks() throws IOException {
        assertGolden("slack.json", new ChatPayload(story).slack(opened));
    }

    @Test
    void writesTeamsCards() throws IOException {
        assertGolden("teams.json", new ChatPayload(story).teams(opened));
    }

    @Test
    void keepsATeamsCardSmallAndSaysHowManyMoreThereAre() {
        var facts = java.util.stream.IntStream.range(0, 15)
                .mapToObj(i -> new Incidents(new java.util.UUID(1, i), Incidents.AT)
                        .says("網".repeat(600))
                        .found("網".repeat(600), "路".repeat(600))
                        .open())
                .map(incident -> fact(incident, Transition.OPENED))
                .toList();
        var card = new ChatPayload(story).teams(Message.of("g", facts));
        assertTrue(Json.bytes(card).length < 20_000, () -> Json.bytes(card).length + " bytes");
        var body = card.at("/attachments/0/content/body");
        var last = body.get(body.size() - 1).at("/inlines/0/text").asText();
        assertTrue(last.matches("and 1\\d more"), last);
    }

    @Test
    void writesPagerDutyEvents() throws IOException {
        var incidents = Incidents.sample();
        var all = Json.array();
        for (var message : List.of(
                opened,
                message("g", incidents.acknowledged("operator"), Transition.ACKNOWLEDGED),
                message("g", incidents.next(), Transition.OPENED, Transition.ACKNOWLEDGED),
                message("g", incidents.closed(), Transition.CLOSED),
                message("g", incidents.open(), Transition.TEST))) {
            var item = message.items().getFirst();
            new PagerDutyPayload(story).events(item, "KEY").forEach(all::add);
        }
        assertGolden("pagerduty.json", all);
        var actions = all.valueStream()
                .map(event -> event.get("event_action").asText())
                .toList();
        assertEquals(
                List.of("trigger", "acknowledge", "trigger", "acknowledge", "resolve", "trigger", "resolve"), actions);
    }

    @Test
    void writesSyslogLines() {
        var precise = new SyslogLine(story).bytes(opened.items().getFirst(), NOW.plusNanos(123_456_789));
        assertTrue(new String(precise, UTF_8).startsWith("<28>1 2026-11-23T02:43:00.123456Z - "));
        var line = new String(new SyslogLine(story).bytes(opened.items().getFirst(), NOW), UTF_8);
        assertEquals(
                "<28>1 2026-11-23T02:43:00Z - waddleperf - opened [incident@32473"
                        + " id=\"01234567-89ab-8def-8123-456789abcdef\" revision=\"1\""
                        + " key=\"01234567-89ab-8def-8123-456789abcdef/opened/1/c\" scope=\"target\" subject=\"web\""
                        + " link=\"https://waddle.example/incidents/01234567-89ab-8def-8123-456789abcdef\"]"
                        + " \ufeff[warning] web is slow from 1 of 2 probes: mean RTT 140 ms, bound 100 ms",
                line);
    }

    @Test
    void tellsTheStoryInMail() throws Exception {
        var text = new Mail(story).text(opened);
        assertEquals("""
                [warning] web is slow from 1 of 2 probes: mean RTT 140 ms, bound 100 ms

                What: web is slow from 1 of 2 probes: mean RTT 140 ms, bound 100 ms
                Since: 2026-11-23 02:42:00 UTC
                Where: target web, 1 of 2 paths broken
                Path: local (home) → web: diagnosing
                Found: tier 2: loss begins at hop 4 (192.0.2.7) (local → web)
                Found: tier 2: certificate is valid for 41 days (local → web)
                More: https://waddle.example/incidents/01234567-89ab-8def-8123-456789abcdef

                """, text);
    }

    @Test
    void saysWhoLooksAtItAndWhoIsTo() {
        var incidents = Incidents.sample();
        incidents.acknowledged("operator");
        var assigned = message("g", incidents.assigned("ada"), Transition.CHANGED);
        var lines = story.lines(assigned.items().getFirst());
        assertTrue(lines.contains(new Story.Line("Acknowledged", "by operator")), lines::toString);
        assertTrue(lines.contains(new Story.Line("Assigned", "to ada")), lines::toString);
    }

    @Test
    void letsNothingFromOutsideOutOfItsPlace() throws Exception {
        var nasty = message("g", Incidents.sample().says(NASTY).found(NASTY).open(), Transition.OPENED);
        var mail = mail(nasty);
        assertEquals(1, mail.lines().filter(line -> line.startsWith("Subject:")).count());
        assertFalse(mail.lines().anyMatch(line -> line.startsWith("Bcc:")), mail);
        var html = new Mail(story).html(nasty);
        assertFalse(html.contains("<b>") || html.contains("<!channel"), html);
        var slack = new ChatPayload(story).slack(nasty);
        assertFalse(slack.toString().contains("<!channel>"), slack::toString);
        for (var text : slack.findValues("text")) {
            assertFalse(
                    text.path("type").asText().equals("mrkdwn")
                            && text.toString().contains("end"),
                    slack::toString);
        }
        var line = new String(new SyslogLine(story).bytes(nasty.items().getFirst(), NOW), UTF_8);
        assertFalse(line.contains("\n") || line.contains("\u0000"), line);
        for (var text : Stream.concat(
                        story.lines(nasty.items().getFirst()).stream().map(Story.Line::value),
                        Stream.of(story.headline(nasty)))
                .toList()) {
            assertTrue(text.codePoints().noneMatch(c -> c < ' ' || c == 0x202e), text);
            assertTrue(text.length() <= 500, text);
        }
    }

    @Test
    void headlinesSayWhatHappenedAndHowManyThereAre() {
        var incidents = Incidents.sample();
        assertTrue(story.headline(message("g", incidents.open(), Transition.REMINDER))
                .startsWith("[warning, still open] web"));
        assertTrue(story.headline(message("g", incidents.closed(), Transition.CLOSED))
                .startsWith("[closed] web"));
        var two = Message.of(
                "g",
                List.of(
                        fact(incidents.open(), Transition.OPENED),
                        fact(new Incidents(new java.util.UUID(1, 1), Incidents.AT).closed(), Transition.CLOSED)));
        assertTrue(story.headline(two).startsWith("[1 open, 1 ended] [warning] web"), story.headline(two));
        assertTrue(story.headline(two).endsWith("and 1 more"), story.headline(two));
    }

    @Test
    void givesAMessageThatIsSentAgainTheSameId() {
        var incident = Incidents.sample().open();
        assertEquals(
                message("g", incident, Transition.OPENED).id(),
                message("g", incident, Transition.OPENED).id());
    }

    @Test
    void signsTimeAndBody() {
        // echo -n '1700000000.{}' | openssl dgst -sha256 -hmac key
        var headers = Signature.headers("key", Instant.ofEpochSecond(1_700_000_000), "{}".getBytes(UTF_8));
        assertEquals("1700000000", headers.get(Signature.TIME));
        assertEquals(
                "v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae",
                headers.get(Signature.SIGNATURE));
    }

    private String mail(Message message) throws Exception {
        var channel = new ChannelSpec.Email(
                "c", "h", 25, ChannelSpec.Security.PLAIN, "w@example.net", List.of("a@example.net"), null, null);
        var written = new ByteArrayOutputStream();
        new Mail(story)
                .compose(Session.getInstance(new Properties()), channel, message, NOW)
                .writeTo(written);
        return written.toString(UTF_8);
    }

    private static Message message(String group, Incident incident, Transition... transitions) {
        return Message.of(
                group, Stream.of(transitions).map(each -> fact(incident, each)).toList());
    }

    private static Fact fact(Incident incident, Transition transition) {
        return new Fact(transition, incident.revision(), "c", incident);
    }

    private static void assertGolden(String name, Object json) throws IOException {
        var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + '\n';
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN.resolve(name), text);
        }
        assertEquals(Files.readString(GOLDEN.resolve(name)), text);
    }
}
