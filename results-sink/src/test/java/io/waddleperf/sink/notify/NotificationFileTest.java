package io.waddleperf.sink.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The file and the URLs: what they mean, and what a wrong one is told.
class NotificationFileTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("KEY", "0123456789abcdef", "CHAT", "https://a.example/b");

    private final ChannelUrls urls = new ChannelUrls(ENVIRONMENT);

    @Test
    void readsEveryKindOfChannel(@TempDir Path dir) throws Exception {
        var secret = Files.writeString(dir.resolve("secret"), "s3cret\n");
        var channels = parse("""
                channels:
                  mail: {type: email, server: mail.example.net, to: [a@example.net, b@example.net], user: u, password: env:KEY}
                  inner: {type: email, server: "mail:2525", security: plain, from: w@example.net, to: a@example.net}
                  hook: {type: webhook, url: "https://example.net/hook?x=1", secret: "file:%s"}
                  chat: {type: slack, url: env:CHAT}
                  team: {type: teams, url: https://example.net/t}
                  pager: {type: pagerduty, routingKey: env:KEY}
                  log: {type: syslog, server: log.example.net, protocol: tcp}
                  am: {type: alertmanager, url: "http://am.example.net:9093/base"}
                """.formatted(secret)).channels();
        var mail = assertInstanceOf(ChannelSpec.Email.class, channels.getFirst());
        assertEquals(587, mail.port());
        assertEquals(List.of("a@example.net", "b@example.net"), mail.to());
        var hook = assertInstanceOf(ChannelSpec.Webhook.class, channels.get(2));
        assertEquals("s3cret", java.util.Objects.requireNonNull(hook.secret()).value());
        assertEquals(
                URI.create("https://a.example/b"),
                assertInstanceOf(ChannelSpec.Slack.class, channels.get(3)).url().uri());
        assertEquals(new ChannelSpec.Syslog("log", "log.example.net", 514, true), channels.get(6));
        assertEquals(8, channels.size());
    }

    @Test
    void routesAllToAllWhereNoRouteIsNamed() {
        var content = parse("channels: {chat: {type: slack, url: https://example.net/t}}");
        assertEquals(List.of("chat"), content.routes().getFirst().channels());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "channels: {c: {type: fax}}|n.yaml:1: channels.c: type must be email, webhook, slack, teams",
                "channels: {c: {type: slack, url: ftp://x}}|n.yaml:1: channels.c.url: must be a URL with http:// or https://",
                "channels: {c: {type: slack}}|n.yaml:1: channels.c.url: is missing",
                "channels: {c: {type: slack, url: https://x.example, color: red}}|n.yaml:1: channels.c.color: is not known; allowed here: type, url",
                "channels: {c: {type: pagerduty, routingKey: abc}}|n.yaml:1: channels.c.routingKey: routingKey must be env:NAME or file:PATH",
                "channels: {c: {type: pagerduty, routingKey: env:NONE}}|the environment variable NONE is not set",
                "channels: {c: {type: email, server: m, to: 'a b'}}|channels.c.to: must be an address such as ops@example.net, not a b",
                "channels: {c: {type: email, server: 'm:99999', to: a@b}}|channels.c.server: the port must be 1 to 65535, not 99999",
                "channels: {c: {type: email, server: m, to: a@b, user: u}}|n.yaml:1: channels.c: user and password belong together",
                "channels: {'c d': {type: slack, url: https://x.example}}|must be 1 to 64 letters, digits",
                "channels: [|n.yaml:2: is not YAML",
                "nothing: 1|n.yaml:1: the file: channels must be 1 to 50",
                "[]|n.yaml:1: the file: must be a mapping of fields"
            })
    void saysWhereAChannelIsWrongAndWhatIsAllowed(String text, String complaint) {
        var problem = assertThrows(ConfigurationProblem.class, () -> parse(text + '\n'));
        assertTrue(String.valueOf(problem.getMessage()).contains(complaint), problem::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{channels: d}|n.yaml:3: routes[0].channels: must be one of c, not d",
                "{channels: c, match: {color: red}}|n.yaml:3: routes[0]: match must name incident, scope, subject",
                "{channels: c, severity: high}|n.yaml:3: routes[0].severity: must be warning or critical, not high",
                "{channels: c, groupWait: soon}|n.yaml:3: routes[0].groupWait: must be a time such as 10s, 5m, 4h or PT30S, not soon",
                "{channels: c, repeatInterval: 1s}|n.yaml:3: routes[0]: repeatInterval must be PT1M to PT720H, not PT1S",
                "{channels: c, tell: merged}|n.yaml:3: routes[0].tell: must be one of acknowledged, changed, closed, opened, recovering",
                "{channels: c, continue: maybe}|n.yaml:3: routes[0].continue: must be true or false, not maybe",
                "{match: {site: a}}|n.yaml:3: routes[0]: channels must name at least one"
            })
    void saysWhereARouteIsWrongAndWhatIsAllowed(String route, String complaint) {
        var text = "channels: {c: {type: slack, url: https://x.example}}\nroutes:\n  - " + route + '\n';
        var problem = assertThrows(ConfigurationProblem.class, () -> parse(text));
        assertTrue(String.valueOf(problem.getMessage()).contains(complaint), problem::getMessage);
    }

    @Test
    void readsUrls() throws Exception {
        var channels =
                urls.parse("http://127.0.0.1:9000/hook#secret=env:KEY mailto:a@example.net,b@example.net?smtp=m:2525"
                        + "\n smtp://u@m:26/?to=a@example.net&password=env:KEY&security=starttls slack+https://x.example/1"
                        + " teams+https://x.example/2 pagerduty://0123456789abcdef syslog://log:515 syslog+tcp://log"
                        + " alertmanager+http://am:9093");
        assertEquals(
                List.of("webhook", "email", "email", "slack", "teams", "pagerduty", "syslog", "syslog", "alertmanager"),
                channels.stream().map(ChannelSpec::kind).toList());
        var hook = assertInstanceOf(ChannelSpec.Webhook.class, channels.getFirst());
        assertEquals(URI.create("http://127.0.0.1:9000/hook"), hook.url().uri());
        var smtp = assertInstanceOf(ChannelSpec.Email.class, channels.get(2));
        assertEquals(26, smtp.port());
        assertEquals(ChannelSpec.Security.STARTTLS, smtp.security());
        assertEquals(
                2,
                assertInstanceOf(ChannelSpec.Email.class, channels.get(1)).to().size());
        assertEquals(9, channels.stream().map(ChannelSpec::name).distinct().count());
    }

    @Test
    void takesPlusSignsInAddressesAndDecodesOnce() {
        for (var url : List.of(
                "mailto:ops+x@example.net,b@example.net",
                "mailto:ops%2Bx@example.net,b@example.net",
                "smtp://m/?to=ops+x@example.net,b@example.net",
                "smtp://m/?to=ops%2Bx@example.net%2Cb@example.net")) {
            var mail = assertInstanceOf(ChannelSpec.Email.class, urls.channel(url));
            assertEquals(List.of("ops+x@example.net", "b@example.net"), mail.to(), url);
        }
        assertThrows(ConfigurationProblem.class, () -> urls.parse("smtp://m/?to=ops%252Bx@example.net&from=a..b@c"));
    }

    @Test
    void givesAUrlTheSameNameWhereverItStands() {
        var alone = urls.parse("syslog://log:515").getFirst().name();
        assertEquals(
                alone, urls.parse("http://x.example syslog://log:515").get(1).name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://x|notification URL 1 (ftp:…): must be http://…, https://…, mailto:ADDRESS?smtp=HOST:PORT",
                "example.net|notification URL 1 (without a scheme): must be http://",
                "http://u:secret@x.example|must not hold a user or a password",
                "http://x.example/#secret=hidden|secret must be env:NAME or file:PATH",
                "smtp://m|must be smtp://HOST:PORT/?to=ADDRESS",
                "smtp://m/?to=a@b&subject=x|does not know subject; allowed are [from, password, security, to]",
                "mailto:nobody|must be an address",
                "mailto:a..b@example.net|must be an address",
                "mailto:hidden%zz@example.net|has a % that is followed by no two hexadecimal digits",
                "smtp://u:hidden@m/?to=a@example.net|must not hold a password; name it by password=env:NAME",
                "smtp://u:hidden^@m/?to=a@example.net|is not a URL: Illegal character in",
                "pagerduty://|must be pagerduty://KEY",
                "slack+https://|is not a URL"
            })
    void saysWhatIsWrongWithAUrlWithoutRepeatingIt(String url, String complaint) {
        var problem = assertThrows(ConfigurationProblem.class, () -> urls.parse(url));
        var message = String.valueOf(problem.getMessage());
        assertTrue(message.contains(complaint), message);
        assertFalse(message.contains("hidden") || message.contains("u:secret"), message);
    }

    private static NotificationFile.Content parse(String text) {
        return new NotificationFile(ENVIRONMENT, Route.GROUP_WAIT).parse("n.yaml", text);
    }
}
