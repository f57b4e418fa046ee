package io.waddleperf.cli.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhyNotTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private String api;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api = "--api=http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().toString());
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysOfEachSeriesWhenItIsDueAndWhatIsInItsWay() {
        body = """
                {"schedule":"night","enabled":true,"complete":false,"items":[
                 {"probe":"fra-1","target":"nas","check":"ping","family":"ipv4","state":"held-up",
                  "nextSlot":"2026-11-24T02:30:00Z","reasons":[
                   {"code":"probe-silent","detail":"not heard of","advice":"start it"},
                   {"code":"refused","detail":"no","advice":"allow it"}]},
                 {"probe":"muc-1","target":null,"check":null,"family":null,"state":"not-due","nextSlot":null,
                  "reasons":[{"code":"no-such-probe","detail":"there is none","advice":"leave it out"}]},
                 {"probe":"ber-1","target":"nas","check":"ping","family":"ipv4","state":"due",
                  "nextSlot":"2026-11-24T02:30:01Z","reasons":[]}]}""";
        var ran = Cli.run("why-not", api, "night", "--probe=fra-1", "--target=a/b");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals(List.of("/api/v1/schedules/night/why-not?probe=fra-1&target=a%2Fb"), asked);
        assertEquals("""
                PROBE  TARGET  CHECK  FAMILY  STATE    NEXT SLOT             WHY NOT
                fra-1  nas     ping   ipv4    held-up  2026-11-24T02:30:00Z  probe-silent: not heard of; start it
                                                                             refused: no; allow it
                muc-1  -       -      -       not-due  -                     no-such-probe: there is none; leave it out
                ber-1  nas     ping   ipv4    due      2026-11-24T02:30:01Z  -
                """, ran.out());
        assertTrue(ran.err().contains("there are more"), ran.err());
    }

    @Test
    void saysThatThereIsNoSuchSchedule() {
        status = 404;
        body = "{\"detail\":\"no schedule has the id none\"}";
        var ran = Cli.run("why-not", api, "none");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("no schedule has the id none"), ran.err());
    }

    @Test
    void needsASchedule() {
        assertEquals(Exit.WRONG_USE, Cli.run("why-not", api).code());
    }
}
