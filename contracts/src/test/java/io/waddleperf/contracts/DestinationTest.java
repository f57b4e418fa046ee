package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.WireCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "https://hooks.example.net/T0/s3cret",
                "env:PATH_s3cret",
                "env:NOTIFY_",
                "env:NOTIFY_A B s3cret",
                "file:",
                "file:../s3cret",
                "file:/etc/s3cret",
                "file:.s3cret",
                "literal:s3cret",
                " ",
                ""
            })
    void refusesASecretWhereOnlyItsPlaceMayStandAndDoesNotRepeatIt(String text) {
        for (String complaint : List.of(
                complaint(() -> new Destination.Slack(text)),
                complaint(() -> new Destination.Teams(text)),
                complaint(() -> new Destination.Webhook("https://example.net/", text)),
                complaint(() -> new Destination.PagerDuty(null, text)),
                complaint(() -> email("waddleperf", text)))) {
            assertTrue(complaint.contains(" must be env:NOTIFY_… or file:NAME"), complaint);
            assertFalse(complaint.contains("s3cret"), complaint);
        }
    }

    private static String complaint(Runnable making) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, making::run).getMessage());
    }

    private static Destination.Email email(String user, String password) {
        return new Destination.Email(
                "mail.example.net",
                Destination.Security.TLS,
                Destination.Email.FROM,
                List.of("ops@example.net"),
                user,
                password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:s3cret@example.net/",
                "https://example.net/?token=s3cret",
                "https://example.net/#s3cret",
                "ftp://example.net/s3cret",
                "https:///s3cret",
                "https://example.net/s3cret here",
                "https://example.net/ſ3cret",
                "s3cret"
            })
    void refusesAUrlThatMayHoldASecretOrIsNone(String url) {
        for (String complaint : List.of(
                complaint(() -> new Destination.Webhook(url, null)),
                complaint(() -> new Destination.Alertmanager(url)),
                complaint(() -> new Destination.PagerDuty(url, "env:NOTIFY_KEY")))) {
            assertTrue(complaint.startsWith("url must "), complaint);
            assertFalse(complaint.contains("s3cret"), complaint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.net/hook", "http://192.0.2.7:9093", "env:NOTIFY_HOOK", "file:hook.url"})
    void takesAUrlOrThePlaceOfOne(String url) {
        assertEquals(url, new Destination.Webhook(url, null).url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":25", "mail:0", "mail:65536", "mail:99999", "mail:x", "a b", "http://mail", "mail/x"})
    void refusesWhatIsNoServer(String server) {
        assertTrue(complaint(() -> new Destination.Syslog(server, Destination.Protocol.UDP))
                .startsWith("server must be a host or host:port"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ops", "ops@", "@example.net", "a..b@example.net", "Ops <ops@example.net>", "a@b\nBcc: c"})
    void refusesWhatIsNoAddressOfMail(String address) {
        var complaint = complaint(() -> new Destination.Email(
                "mail.example.net", Destination.Security.PLAIN, Destination.Email.FROM, List.of(address), null, null));
        assertTrue(complaint.startsWith("to must be an address"), complaint);
    }

    @Test
    void asksForAUserWithAPassword() {
        var complaint = complaint(() -> new Destination.Email(
                "mail.example.net",
                Destination.Security.PLAIN,
                Destination.Email.FROM,
                List.of("ops@example.net"),
                null,
                "env:NOTIFY_PASSWORD"));
        assertEquals("password must come with a user", complaint);
    }

    @Test
    void refusesARouteThatTellsNothingOrMatchesOnWhatNoIncidentHas() {
        var usual = ChannelRoute.DEFAULT;
        var newer = route(Map.of("planet", List.of("mars")), usual.tell()); // as it may come from its topic
        assertTrue(complaint(newer::requireKnownLabels).startsWith("match must name incident, scope, "));
        assertTrue(complaint(() -> route(Map.of("site", List.of()), usual.tell()))
                .startsWith("match.site must be 1 to"));
        assertTrue(complaint(() -> route(Map.of(), List.of())).startsWith("tell must name"));
    }

    private static ChannelRoute route(Map<String, List<String>> match, List<ChannelRoute.News> tell) {
        return new ChannelRoute(match, Severity.WARNING, tell, List.of("site"), 0, 0, 60_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "-a", "ä", "a.b", "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void refusesANameThatDoesNotFitTheKeyOfANotification(String id) {
        assertTrue(complaint(() -> Channel.requireId("id", id)).startsWith("id must be 1 to 64"));
    }

    /// A notifier that is a version behind goes on with the others.
    @Test
    void readsADestinationOfANewerVersionAsUnknown() {
        String newer = WireCodec.text(Events.named("channel")).replace("\"webhook\"", "\"pigeon\"");
        assertInstanceOf(
                Destination.Unknown.class, WireCodec.read(Channel.class, newer).destination());
    }
}
