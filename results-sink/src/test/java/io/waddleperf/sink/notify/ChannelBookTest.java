package io.waddleperf.sink.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.ChannelRoute;
import io.waddleperf.contracts.Destination;
import io.waddleperf.contracts.Severity;
import io.waddleperf.sink.notify.ChannelBook.Entry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelBookTest {
    private static final ChannelSpec OWN = new ChannelSpec.Webhook("own", URI.create("http://192.0.2.1/own"), null);
    private static final Destination LOG = new Destination.Syslog("log.example.net", Destination.Protocol.UDP);

    private final ChannelBook book =
            new ChannelBook(List.of(OWN), List.of(Rig.route(List.of("own"))), new SecretPlaces(Map.of(), null));

    private static Channel channel(String name, boolean enabled, Destination destination) {
        return new Channel(name, enabled, destination, ChannelRoute.DEFAULT, 3);
    }

    private List<String> told() {
        return book.routes().of(Incidents.sample().open()).stream()
                .map(ChannelSpec::name)
                .toList();
    }

    @Test
    void tellsByItsOwnAndByThoseOfTheConfiguration() {
        book.set(new ConfiguredChannels(Map.of("log", channel("log", true, LOG)), Set.of()));
        assertEquals(List.of("log", "own"), told());
        assertEquals(List.of(new Entry("own", "webhook", 0, ""), new Entry("log", "syslog", 3, "")), book.entries());
    }

    @Test
    void itsOwnWinsOfOneNameAndIsNotRemoved() {
        book.set(new ConfiguredChannels(Map.of("own", channel("own", true, LOG)), Set.of("own", "other")));
        assertEquals(List.of(new Entry("own", "webhook", 0, "")), book.entries());
        assertFalse(book.isRemoved("own"));
        assertTrue(book.isRemoved("other"));
    }

    /// It still hears of the end of what it was told of, and of tests.
    @Test
    void aDisabledOneIsToldNothingNew() {
        book.set(new ConfiguredChannels(Map.of("log", channel("log", false, LOG)), Set.of()));
        assertEquals(List.of("own"), told());
        var incident = Incidents.sample().open();
        assertEquals(1, book.routes().left(Set.of("log"), incident).size());
        assertEquals(2, book.routes().tests(incident, null).size());
    }

    @Test
    void oneOfANewerVersionIsNamedAndDoesNotStopTheOthers() {
        var odd = channel("odd", true, new Destination.Unknown());
        var mail = new Destination.Email(
                "mail.example.net",
                Destination.Security.UNKNOWN,
                Destination.Email.FROM,
                List.of("ops@example.net"),
                null,
                null);
        book.set(new ConfiguredChannels(
                Map.of("odd", odd, "mail", channel("mail", true, mail), "log", channel("log", true, LOG)), Set.of()));
        assertEquals(List.of("log", "own"), told());
        var problems = book.entries().stream()
                .filter(entry -> !entry.problem().isEmpty())
                .toList();
        assertEquals(
                List.of(
                        new Entry("mail", "email", 3, "its security is of a newer version: update the notifier"),
                        new Entry("odd", "unknown", 3, "its type is of a newer version: update the notifier")),
                problems);
    }

    @Test
    void takesAllOfARoute() {
        var route = new ChannelRoute(
                Map.of("site", List.of("berlin-*")),
                Severity.CRITICAL,
                List.of(ChannelRoute.News.OPENED, ChannelRoute.News.UNKNOWN),
                List.of("site", "target"),
                1_000_000,
                2_000_000,
                60_000_000);
        var made = ConfiguredChannel.route(new Channel("log", true, LOG, route, 1));
        assertEquals(Set.of(Transition.OPENED), made.tell());
        assertEquals(Map.of("site", List.of("berlin-*")), made.match());
        assertEquals(List.of("site", "target"), made.groupBy());
        assertEquals(
                List.of(1L, 2L, 60L),
                List.of(
                        made.groupWait().toSeconds(),
                        made.groupInterval().toSeconds(),
                        made.repeatInterval().toSeconds()));
        assertEquals(Severity.CRITICAL, made.leastSeverity());
    }

    /// Only what was put there for channels can be named.
    @Test
    void findsSecretsInTheirFolderAsTheyAreNow(@TempDir Path folder) throws IOException {
        var places = new SecretPlaces(Map.of("NOTIFY_URL", "no url"), folder);
        var slack = (ChannelSpec.Slack)
                ConfiguredChannel.spec(channel("s", true, new Destination.Slack("file:url")), places);
        var missing = assertThrows(IOException.class, slack::requireComplete);
        assertTrue(String.valueOf(missing.getMessage()).endsWith("url cannot be read"), missing.getMessage());
        Files.writeString(folder.resolve("url"), "https://chat.example.net/T0\n");
        assertEquals(URI.create("https://chat.example.net/T0"), slack.url().uri());
        Files.writeString(folder.resolve("url"), "https://chat.example.net/T1\n");
        assertEquals(URI.create("https://chat.example.net/T1"), slack.url().uri());
        var teams = ConfiguredChannel.spec(channel("t", true, new Destination.Teams("env:NOTIFY_URL")), places);
        var wrong = assertThrows(IOException.class, teams::requireComplete);
        assertEquals(
                "the URL in env:NOTIFY_URL is not a URL: Illegal character in path at character 2", wrong.getMessage());
    }
}
