package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.re2j.Pattern;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.blackbox.ScrapeModule.Work;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.tls.SelfSigned;
import io.waddleperf.probe.tls.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TalkTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int LIMIT_MS = 20_000;

    private static final List<Work.Step> STARTTLS = List.of(
            expect("^220 ([^ ]+) ESMTP (.+)$"),
            send("EHLO prober\r"),
            expect("^250-STARTTLS"),
            send("STARTTLS\r"),
            expect("^220"),
            new Work.Step("", "", true),
            send("EHLO again\r"),
            expect("^250-AUTH"),
            send("QUIT\r"));

    @Test
    void goesOnOverTlsWhereAModuleSaysSo() throws Exception {
        var identity = identity();
        try (var server = TalkingServer.becomingTls(
                LOOPBACK,
                identity.server(),
                "> 220 mail ESMTP test",
                "< EHLO prober",
                "> 250-STARTTLS",
                "> 250 HELP",
                "< STARTTLS",
                "> 220 go on",
                "!",
                "< EHLO again",
                "> 250-AUTH PLAIN",
                "< QUIT")) {
            var talked = talk(new Work.Talk(STARTTLS, false, ""), server, identity.trust());
            assertInstanceOf(Outcome.Measured.class, talked.outcome(), talked::toString);
            assertEquals(
                    List.of(identity.certificate()),
                    Objects.requireNonNull(talked.chain()).certificates());
            var untrusted = talk(new Work.Talk(STARTTLS, false, ""), server, Trust.ofJdk());
            assertEquals(Failure.TLS, failed(untrusted).failure());
            assertNull(untrusted.chain());
        }
    }

    @Test
    void saysWhichPatternNoLineMatched() throws Exception {
        try (var server = TalkingServer.plain(LOOPBACK, "> one", "> two")) {
            var steps = List.of(expect("^one$"), expect("^three$"));
            var failed = failed(talk(new Work.Talk(steps, false, ""), server, Trust.ofJdk()));
            assertEquals(Failure.ASSERTION, failed.failure());
            assertEquals("no line matches ^three$", failed.detail());
        }
    }

    @Test
    void endsWithItsTimeWhereNobodySpeaks() throws Exception {
        try (var server = TalkingServer.plain(LOOPBACK, "< nothing like that")) {
            var there = Loopback.destination("127.0.0.1:" + server.port(), server.port());
            var talk = new Talk(new Work.Talk(List.of(expect("x")), false, ""), Trust.ofJdk());
            assertInstanceOf(
                    Outcome.TimedOut.class,
                    talk.run(there, Loopback.deadline(200)).outcome());
        }
    }

    @Test
    void readsLinesUpToALimit() throws Exception {
        var lines = new Lines(in("a\r\n\nlast"));
        assertEquals("a", lines.next());
        assertEquals("", lines.next());
        assertEquals("last", lines.next());
        assertNull(lines.next());
        var long1 = new Lines(in("a".repeat(Lines.MOST_LINE_BYTES)));
        assertThrows(IOException.class, long1::next);
        var many = new Lines(in(("a".repeat(60_000) + '\n').repeat(20)));
        assertThrows(IOException.class, () -> {
            for (String line = many.next(); line != null; line = many.next()) {
                assertEquals(60_000, line.length());
            }
        });
    }

    /// As Go's `Regexp.Expand` has it.
    @ParameterizedTest
    @CsvSource({
        "PONG ${2}, PONG 47",
        "$2 $name $0, '47 a PING a:47'",
        "$1x|${9}|$other|, |||",
        "$$1 $ $-, $1 $ $-",
    })
    void putsWhatAPatternFoundIntoWhatItSends(String template, String said) {
        var matcher = Pattern.compile("PING (?P<name>[a-z]):(\\d+)").matcher("PING a:47");
        matcher.find();
        assertEquals(said, Expansion.of(template, matcher));
    }

    private static Work.Step expect(String pattern) {
        return new Work.Step(pattern, "", false);
    }

    private static Work.Step send(String line) {
        return new Work.Step("", line, false);
    }

    private static SelfSigned identity() throws Exception {
        var names = new SelfSigned.Names(List.of("localhost"), List.of(LOOPBACK));
        return SelfSigned.of(names, InstantSource.system().instant(), Duration.ofDays(1));
    }

    private static Measurement talk(Work.Talk work, TalkingServer server, Trust trust) throws InterruptedException {
        var there = Loopback.destination("127.0.0.1:" + server.port(), server.port());
        return new Talk(work, trust).run(there, Loopback.deadline(LIMIT_MS));
    }

    private static Outcome.Failed failed(Measurement measurement) {
        return assertInstanceOf(Outcome.Failed.class, measurement.outcome(), measurement::toString);
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
