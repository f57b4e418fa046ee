package io.waddleperf.probe.speedtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A prober against servers that are none of LibreSpeed's, or broken ones.
class ServersThatFailTest {
    private static final SpeedtestSpec DOWN = Speeds.spec("reverse", 2);
    private static final SpeedtestSpec UP = Speeds.spec("forward", 2);

    /// What `garbage.php` answers before the connection is closed; `~` ends a line.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 404 Not Found~Content-Length: 0~~      | status   | garbage.php answered 404
            HTTP/1.1 301 Moved~Location: /~~                | status   | garbage.php answered 301
            HTTP/1.1 200 OK~Content-Length: 1048576~~short  | protocol | the connection ended 1048571 bytes before the body's end
            HTTP/1.1 200 OK~Content-Length: 10~~0123456789  | protocol | garbage.php brought 10 bytes, where 1 MiB were asked for: is LibreSpeed there?
            HTTP/1.1 200 OK~~<html>                         | protocol | garbage.php brought 6 bytes, where 1 MiB were asked for: is LibreSpeed there?
            HTTP/1.1 200 OK~Content-Length: -1~~            | protocol | content-length is [-1]
            HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 6~~ | protocol | content-length is [5, 6]
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~  | protocol | no size of a chunk
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~abc~ | protocol | a chunk is longer than it says
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~10000000000000000~ | protocol | no size of a chunk
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~abc | protocol | the connection ended 2 bytes before the body's end
            HTTP/1.1 200 OK~Content-Length                  | protocol | the connection ended within a head
            SSH-2.0-OpenSSH_9.2~~                           | protocol | no HTTP/1 status line: SSH-2.0-OpenSSH_9.2
            """)
    void saysWhatIsWrongWithTheDownload(String answer, String failure, String detail) throws Exception {
        try (var server = ScriptedServer.saying(answer.replace("~", "\r\n"))) {
            var outcome = failed(Speeds.run(DOWN, server.port()));
            assertEquals(failure, outcome.failure().wireName());
            assertEquals(detail, outcome.detail());
        }
    }

    @Test
    void readsNoHeadWithoutEnd() throws Exception {
        try (var server = ScriptedServer.saying("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(10_000))) {
            assertEquals(
                    new Outcome.Failed(Failure.PROTOCOL, "a head of more than 100 lines or 16384 bytes"),
                    Speeds.run(DOWN, server.port()).outcome());
        }
        try (var server = ScriptedServer.saying("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000))) {
            assertEquals(
                    Failure.PROTOCOL, failed(Speeds.run(DOWN, server.port())).failure());
        }
    }

    @Test
    void saysThatNoDataCameAndKeepsWhatItMeasured() throws Exception {
        var over = new CountDownLatch(1);
        try (var server = new ScriptedServer((_, _, _) -> hang(over))) {
            var measured = Speeds.run(DOWN, server.port());
            assertEquals(new Outcome.Failed(Failure.IO, "no data arrived here"), measured.outcome());
            assertTrue(Speeds.value(measured, Metric.RTT_MIN_US) > 0, measured::toString);
        } finally {
            over.countDown();
        }
    }

    @Test
    void endsWithinItsTimeAlthoughTheServerHangs() throws Exception {
        try (var server = new ServerSocket(0, 16, Speeds.LOOPBACK)) { // takes connections, answers nothing
            var measured = Speeds.run(Speeds.spec("both", 2, null, null, 1_000_000), server.getLocalPort());
            var outcome = assertInstanceOf(Outcome.TimedOut.class, measured.outcome());
            assertTrue(outcome.afterUs() < 15_000_000, outcome::toString);
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        try (var closed = Loopback.refusing()) {
            int port = closed.getLocalPort();
            assertEquals(
                    new Outcome.Failed(Failure.CONNECTION_REFUSED, "nothing listens on port " + port),
                    Speeds.run(DOWN, port).outcome());
        }
    }

    @Test
    void asksABusyServerAgain() throws Exception {
        var asked = new AtomicInteger();
        try (var server = new ScriptedServer((_, _, out) -> asked.incrementAndGet() <= 3 ? busy(out) : mebibyte(out))) {
            var measured = Speeds.run(Speeds.spec("reverse", 1), server.port());
            assertEquals(new Outcome.Measured(), measured.outcome());
            assertEquals(4, Speeds.details(measured).tries());
        }
    }

    @Test
    void refusesWhereTheServerStaysBusy() throws Exception {
        try (var server = new ScriptedServer((_, _, out) -> busy(out))) {
            var measured = Speeds.run(Speeds.spec("reverse", 2, null, null, 4_000_000), server.port());
            var outcome = assertInstanceOf(Outcome.Refused.class, measured.outcome());
            assertTrue(outcome.reason().startsWith("responder busy: it took no test any of the "), outcome::toString);
            assertTrue(measured.metrics().get(Metric.BACKWARD_BITS_PER_SECOND).isEmpty(), "never 0 Mbit/s");
        }
    }

    @Test
    void goesOnWhereTheServerKeepsNoConnection() throws Exception {
        try (var server = new ScriptedServer((_, _, out) -> {
            ScriptedServer.say(out, "HTTP/1.0 200 OK\r\n\r\n");
            out.write(new byte[Transfers.MEBIBYTE]);
            return false;
        })) {
            assertEquals(new Outcome.Measured(), Speeds.run(DOWN, server.port()).outcome());
        }
    }

    @Test
    void goesOnWhereAKeptConnectionIsClosedWithoutAWord() throws Exception {
        try (var server = new ScriptedServer((_, _, out) -> {
            mebibyte(out);
            return false;
        })) {
            assertEquals(new Outcome.Measured(), Speeds.run(DOWN, server.port()).outcome());
        }
    }

    @Test
    void readsChunksAsPhpSendsThem() throws Exception {
        try (var server = new ScriptedServer((_, _, out) -> {
            ScriptedServer.say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 128; i++) {
                ScriptedServer.say(out, "2000;name=value\r\n");
                out.write(new byte[0x2000]);
                ScriptedServer.say(out, "\r\n");
            }
            ScriptedServer.say(out, "0\r\nTrailer: x\r\n\r\n");
            return true;
        })) {
            var measured = Speeds.run(DOWN, server.port());
            assertEquals(new Outcome.Measured(), measured.outcome());
            assertTrue(Speeds.value(measured, Metric.BACKWARD_BITS_PER_SECOND) > 1e6, measured::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 413 Content Too Large~Content-Length: 0~~ | status   | empty.php answered 413
            HTTP/1.1 200 OK~Connection: close~Content-Length: 0~~ | protocol | empty.php hung up before it had all that was sent
            nonsense~~                                         | protocol | no HTTP/1 status line: nonsense
            """)
    void saysThatTheServerTakesNoUpload(String answer, String failure, String detail) throws Exception {
        try (var server = new ScriptedServer((_, in, out) -> {
            in.readNBytes(1_000);
            ScriptedServer.say(out, answer.replace("~", "\r\n"));
            in.transferTo(OutputStream.nullOutputStream()); // else the answer is lost by the reset
            return false;
        })) {
            var slow = Speeds.spec("forward", 1, null, 4_000_000L, 20_000_000);
            var outcome = failed(Speeds.run(slow, server.port()));
            assertEquals(failure, outcome.failure().wireName());
            assertEquals(detail, outcome.detail());
        }
    }

    @Test
    void saysThatTheUploadWasCutOff() throws Exception {
        try (var server = new ScriptedServer((_, in, _) -> {
            in.readNBytes(1_000);
            return false;
        })) {
            var failure = failed(Speeds.run(UP, server.port())).failure();
            assertTrue(failure == Failure.CONNECTION_RESET || failure == Failure.PROTOCOL, failure::wireName);
        }
    }

    private static Outcome.Failed failed(Measurement measured) {
        return assertInstanceOf(Outcome.Failed.class, measured.outcome(), measured::toString);
    }

    private static boolean busy(OutputStream out) throws IOException {
        ScriptedServer.say(out, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        return true;
    }

    private static boolean mebibyte(OutputStream out) throws IOException {
        ScriptedServer.say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n");
        out.write(new byte[Transfers.MEBIBYTE]);
        return true;
    }

    private static boolean hang(CountDownLatch over) throws IOException {
        try {
            return over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
