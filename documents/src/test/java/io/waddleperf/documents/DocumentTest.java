package io.waddleperf.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static String block(String page, int index) throws IOException {
        String text = Files.readString(Path.of("../docs/reference/" + page));
        return text.split("```yaml\n", -1)[index + 1].split("```", -1)[0];
    }

    private static ScheduleFields.Names names(Map<String, Check> checks) {
        return new ScheduleFields.Names(Known.any(""), Known.any(""), Known.of(checks));
    }

    private static Document read(@Nullable Object tree, Map<String, Check> checks) {
        return Document.head("", tree).read(names(checks));
    }

    private static Map<String, Object> written(Document document, Map<String, Check> named) {
        var spec = switch (document.wish()) {
            case Document.Wish.OfTarget(var target) -> DocumentWriter.spec(target);
            case Document.Wish.OfCheck(var check) -> DocumentWriter.spec(check);
            case Document.Wish.OfSchedule(var schedule) -> DocumentWriter.spec(schedule, named);
            case Document.Wish.OfThreshold(var rule) -> DocumentWriter.spec(rule);
            case Document.Wish.OfSite(var location) -> DocumentWriter.spec(location);
            case Document.Wish.OfProbe(var labels, var location) ->
                DocumentWriter.spec(new Probe("p", "s", true, labels, 1, location));
            case Document.Wish.OfChannel(var channel) -> DocumentWriter.spec(channel);
            case Document.Wish.OfSilence silence -> DocumentWriter.spec(stored(silence));
        };
        return DocumentWriter.document(document.kind(), document.name(), document.labels(), spec);
    }

    private static Silence stored(Document.Wish.OfSilence wish) {
        Instant begin = wish.startsAt() == null ? Instant.EPOCH : wish.startsAt();
        return new Silence("x", wish.kind(), wish.match(), begin, wish.endsAt(), wish.comment(), "me", 1);
    }

    /// The documented ones are read as they stand there, and what is written of each reads as the same.
    @Test
    void readsWhatItWritesOfEachDocumentedKind() throws IOException {
        var trees = new ArrayList<Object>();
        YamlFile.all(block("documents.md", 0)).forEach(file -> trees.add(file.tree()));
        YamlFile.all(block("documents.md", 1)).forEach(file -> trees.add(file.tree()));
        var checks = new HashMap<>(CheckFields.defaults());
        var kinds = new ArrayList<DocumentKind>();
        for (Object tree : trees) {
            var document = read(tree, checks);
            kinds.add(document.kind());
            if (document.wish() instanceof Document.Wish.OfCheck(Check check)) {
                checks.put(check.name(), check);
            }
            assertEquals(document, read(written(document, checks), checks));
        }
        assertTrue(kinds.containsAll(List.of(DocumentKind.values())), kinds::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: email, server: a.b, to: [ops@a.b], security: tls, from: w@a.b, user: u, password: file:pw}",
                "{type: webhook, url: 'env:NOTIFY_URL', secret: 'env:NOTIFY_KEY', enabled: false}",
                "{type: slack, url: 'env:NOTIFY_URL', tell: [opened, recovering], severity: critical}",
                "{type: teams, url: 'file:teams', match: {site: berlin, target: ['db-*', web]}}",
                "{type: pagerduty, routingKey: 'env:NOTIFY_KEY', url: 'https://events.eu.example.com/v2/enqueue'}",
                "{type: syslog, server: 'a.b:6514', protocol: tcp, groupBy: [site, severity], groupWait: 0s}",
                "{type: alertmanager, url: 'http://a.b:9093', groupInterval: 1d, repeatInterval: 30m}"
            })
    void readsWhatItWritesOfEachWayToTell(String spec) {
        var tree = YamlFile.one("apiVersion: waddleperf.io/v1\nkind: Channel\nmetadata: {name: x}\nspec: " + spec)
                .tree();
        var document = read(tree, Map.of());
        assertEquals(document, read(written(document, Map.of()), Map.of()));
    }

    /// All checks of the other page: its fields are the same.
    @Test
    void readsWhatItWritesOfEachDocumentedCheck() throws IOException {
        var page = new FieldMap("", YamlFile.one(block("config-file.md", 0)).tree());
        int count = 0;
        for (FieldMap map : page.maps("checks")) {
            Check check = map.as(fields -> CheckFields.read(fields, fields.text("name")));
            var document = new Document(DocumentKind.CHECK, check.name(), Map.of(), new Document.Wish.OfCheck(check));
            assertEquals(document, read(written(document, Map.of()), Map.of()));
            count++;
        }
        assertTrue(count > 15, count + " checks");
    }

    @ParameterizedTest
    @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void readsWhatItWritesOfTheUsualCheckOfEachTest(io.waddleperf.contracts.Test test) {
        var check = new Check("mine", Check.defaultOf(test).spec(), List.of());
        var document = new Document(DocumentKind.CHECK, "mine", Map.of(), new Document.Wish.OfCheck(check));
        assertEquals(document, read(written(document, Map.of()), Map.of()));
    }

    /// A check that no document describes stands in the schedule as a whole.
    @Test
    void keepsAChecksOwnParametersWithinASchedule() {
        var file = YamlFile.one("""
                apiVersion: waddleperf.io/v1
                kind: Schedule
                metadata: {name: night}
                spec:
                  targets: [a]
                  cron: 30 3 * * mon-fri
                  zone: Europe/Berlin
                  slip: 10m
                  priority: 7
                  checks: [ping, {name: long, test: ping, count: 100}]
                  escalation: {tier3: [{name: port, test: tcp, port: 443}]}
                """);
        var document = read(file.tree(), CheckFields.defaults());
        assertEquals(document, read(written(document, Map.of()), CheckFields.defaults()));
        var other = new Check(
                "long", Check.defaultOf(io.waddleperf.contracts.Test.PING).spec(), List.of());
        assertEquals(document, read(written(document, Map.of("long", other)), CheckFields.defaults()));
    }

    /// The API stores a check of that name with whatever parameters; nothing else can name it.
    @Test
    void keepsACheckWithinAScheduleThatBearsTheNameOfATest() {
        var document = read(YamlFile.one("""
                apiVersion: waddleperf.io/v1
                kind: Schedule
                metadata: {name: night}
                spec:
                  targets: [a]
                  checks: [{name: ping, test: ping, count: 100}, {name: tcp, test: dns}]
                  escalation: {tier2: [{name: http, test: http, path: /status}]}
                """).tree(), CheckFields.defaults());
        var written = written(document, CheckFields.defaults());
        assertTrue(written.toString().contains("{name=ping, test=ping, count=100}"), written::toString);
        assertEquals(document, read(written, CheckFields.defaults()));
    }

    /// A country may be written in small letters; degrees keep all their digits.
    @Test
    void readsWhereASiteIs() {
        var tree = YamlFile.one("""
                apiVersion: waddleperf.io/v1
                kind: Site
                metadata: {name: syd}
                spec: {location: {latitude: -33.8688197, longitude: 151.2092955, country: au, timeZone: Australia/Sydney}}
                """).tree();
        var document = read(tree, Map.of());
        var where = new Location(-33.868_819_7, 151.209_295_5, "AU", "Australia/Sydney");
        assertEquals(new Document.Wish.OfSite(where), document.wish());
        assertEquals(document, read(written(document, Map.of()), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Target    | 3                                            | /spec                 | must be a mapping of fields
            Target    | {}                                           | /spec/address         | is missing
            Target    | {address: a b}                               | /spec/address         | address must be
            Target    | {address: a.b, colour: red}                  | /spec/colour          | is not known
            Target    | {address: a.b, labels: [x]}                  | /spec/labels          | must be a mapping
            Check     | {test: ping, count: 0}                       | /spec/count           | count must be 1 to 1000
            Check     | {test: ping, timeout: 1h}                    | /spec/timeout         | timeoutUs must be
            Check     | {test: http, expect: {status: [9xx]}}        | /spec/expect/status   | status must be such as
            Schedule  | {checks: [ping]}                             | /spec/targets         | needs at least one target
            Schedule  | {targets: [a], checks: [pong]}               | /spec/checks          | "pong" is not known
            Schedule  | {targets: [a], checks: [{name: c}]}          | /spec/checks/0/test   | is missing
            Schedule  | {targets: [a], interval: 1x}                 | /spec/interval        | interval must be a time
            Threshold | {metric: hops}                               | /spec/enter           | is missing
            Silence   | {match: {site: a}}                           | /spec/endsAt          | is missing
            Silence   | {match: {site: a}, endsAt: tomorrow}         | /spec/endsAt          | endsAt must be a time
            Silence   | {endsAt: "2098-01-01T00:00:00Z"}             | /spec                 | match must have at least one
            Channel   | {}                                           | /spec/type            | is missing
            Channel   | {type: pigeon}                               | /spec/type            | must be email, webhook
            Channel   | {type: slack}                                | /spec/url             | is missing
            Channel   | {type: slack, url: "https://a.b/T0/key"}     | /spec/url             | url must be env:NOTIFY_…
            Channel   | {type: webhook, url: "http://a.b/?key=1"}    | /spec/url             | url must not hold
            Channel   | {type: email, server: a.b, to: [c]}          | /spec/to              | to must be an address
            Channel   | {type: syslog, server: a.b, protocol: sctp}  | /spec/protocol        | protocol must be one of udp
            Channel   | {type: syslog, server: a.b, tell: [shouted]} | /spec/tell            | tell must be one of opened
            Channel   | {type: syslog, server: a.b, match: {x: y}}   | /spec/match           | match must name incident
            Channel   | {type: syslog, server: a.b, groupWait: 2h}   | /spec/groupWait       | groupWaitUs must be 0 to
            Channel   | {type: syslog, server: a.b, url: c}          | /spec/url             | is not known
            ProbeTags | {}                                           | /spec/labels          | is missing
            ProbeTags | {labels: {}, location: {latitude: 1}}        | /spec/location/longitude | is missing
            Site      | {}                                           | /spec/location        | is missing
            Site      | {location: {latitude: 91, longitude: 0}}     | /spec/location/latitude | latitude must be
            Site      | {location: {latitude: 48N, longitude: 0}}    | /spec/location/latitude | latitude must be degrees such
            Site      | {location: {latitude: NaN, longitude: 0}}    | /spec/location/latitude | latitude must be degrees such
            Site      | {location: {latitude: 1, longitude: 0, country: UK}} | /spec/location/country | country must be one of ISO 3166-1
            Site      | {location: {latitude: 1, longitude: 0, timeZone: CEST}} | /spec/location/timeZone | timeZone must be a name of
            Site      | {location: {latitude: 1, longitude: 0, city: Rome}} | /spec/location/city | is not known; allowed here
            Target    | {address: a.b, location: here}               | /spec/location        | must be a mapping
            """)
    void saysWhereItIsWrongAndWhatIsAllowed(String kind, String spec, String pointer, String complaint) {
        var file = YamlFile.one("apiVersion: waddleperf.io/v1\nkind: " + kind + "\nmetadata: {name: x}\nspec: " + spec);
        var wrong = assertThrows(FieldException.class, () -> read(file.tree(), CheckFields.defaults()));
        assertEquals(pointer, wrong.pointer());
        assertTrue(wrong.complaint().startsWith(complaint), wrong.complaint());
        assertEquals(4, file.line(wrong.pointer()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: Target                                                              | /apiVersion
            'apiVersion: waddleperf.io/v2'                                            | /apiVersion
            'apiVersion: waddleperf.io/v1'                                            | /kind
            '{apiVersion: waddleperf.io/v1, kind: Pod}'                               | /kind
            '{apiVersion: waddleperf.io/v1, kind: Target}'                            | /metadata
            '{apiVersion: waddleperf.io/v1, kind: Target, metadata: {}}'              | /metadata/name
            '{apiVersion: waddleperf.io/v1, kind: Target, metadata: {name: "a b"}}'   | /metadata/name
            '{apiVersion: waddleperf.io/v1, kind: Target, metadata: {name: a}}'       | /spec
            '{apiVersion: waddleperf.io/v1, kind: Target, metadata: {name: a, x: y}, spec: {}}' | /metadata/x
            '{apiVersion: waddleperf.io/v1, kind: Target, metadata: {name: a}, spec: {}, status: {}}' | /status
            """)
    void saysWhatIsWrongBeforeTheSpec(String yaml, String pointer) {
        var tree = YamlFile.one(yaml).tree();
        assertEquals(
                pointer,
                assertThrows(FieldException.class, () -> Document.head("", tree))
                        .pointer());
    }

    @Test
    void aCheckOfItsOwnMayNotHaveTheNameOfATest() {
        var file = YamlFile.one(
                "apiVersion: waddleperf.io/v1\nkind: Check\nmetadata: {name: ping}\nspec: {test: ping, count: 5}");
        var wrong = assertThrows(FieldException.class, () -> read(file.tree(), Map.of()));
        assertTrue(wrong.complaint().startsWith("\"ping\" is the test with its defaults"), wrong.complaint());
    }
}
