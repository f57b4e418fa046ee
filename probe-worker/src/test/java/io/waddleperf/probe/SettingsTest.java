package io.waddleperf.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.responder.CertificateAt;
import io.waddleperf.probe.responder.Responder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final List<String> LEAST =
            List.of("--probe-id=local", "--bootstrap-servers=127.0.0.1:9092", "--data=/var/lib/probe");

    @Test
    void hasTheDefaultsThatItsUsageNames() {
        var settings = Settings.of(LEAST, Map.of());
        assertEquals("local", settings.probeId());
        assertEquals(4, settings.partitions());
        assertEquals(Path.of("/var/lib/probe"), settings.dataDirectory());
        assertEquals(new Settings.Bounds(256, Duration.ofSeconds(20), 64, 100, 500), settings.bounds());
        assertEquals(new TargetPolicy(TargetPolicy.Loopback.DENIED, List.of(), List.of()), settings.policy());
        assertTrue(settings.secrets().directory().isEmpty());
        assertFalse(settings.capture(), "packets are private");
        var responder = settings.responder().orElseThrow();
        assertTrue(responder.host().isLoopbackAddress());
        assertEquals(0, responder.httpPort());
        assertEquals(OptionalInt.of(0), responder.udpPort());
        assertEquals(OptionalInt.of(0), responder.iperfPort());
        assertEquals(OptionalInt.of(0), responder.speedPort());
        assertTrue(responder.https().isEmpty(), "it would cost 20 MiB");
    }

    @Test
    void keepsTheCertificateOfItsPagesInTheDataDirectory() {
        var own = new ArrayList<>(LEAST);
        own.add("--responder-https-port=8443");
        assertEquals(
                Optional.of(new Responder.HttpsAt(8_443, new CertificateAt.Kept(Path.of("/var/lib/probe")))),
                Settings.of(own, Map.of()).responder().orElseThrow().https());
        own.add("--responder-certificate=/etc/probe/crt");
        own.add("--responder-key=/etc/probe/key");
        assertEquals(
                Optional.of(new Responder.HttpsAt(
                        8_443, new CertificateAt.Own(Path.of("/etc/probe/crt"), Path.of("/etc/probe/key")))),
                Settings.of(own, Map.of()).responder().orElseThrow().https());
    }

    @Test
    void takesTheStandardPortsOfTheReflector() {
        var settings = Settings.of(LEAST, Map.of("WADDLEPERF_RESPONDER_UDP_PORT", "standard"));
        assertEquals(OptionalInt.empty(), settings.responder().orElseThrow().udpPort());
    }

    @Test
    void takesTheEnvironmentBehindTheArguments() {
        var settings = Settings.of(
                LEAST,
                Map.of(
                        "WADDLEPERF_PROBE_ID",
                        "other",
                        "WADDLEPERF_RESPONDER",
                        "false",
                        "WADDLEPERF_PARTITIONS",
                        "8",
                        "WADDLEPERF_SECRETS",
                        "/etc/probe/secrets"));
        assertEquals(
                Optional.of(Path.of("/etc/probe/secrets")), settings.secrets().directory());
        assertEquals("local", settings.probeId());
        assertTrue(settings.responder().isEmpty());
        assertEquals(8, settings.partitions());
    }

    @Test
    void answersPrometheusOnlyWhereToldTo() {
        assertTrue(Settings.of(LEAST, Map.of()).blackbox().isEmpty());
        var port = Settings.of(LEAST, Map.of("WADDLEPERF_BLACKBOX_PORT", "0"));
        assertEquals(
                Optional.of(new Settings.BlackboxAt(InetAddress.ofLiteral("127.0.0.1"), 0, Optional.empty())),
                port.blackbox());
        var file = Settings.of(LEAST, Map.of("WADDLEPERF_BLACKBOX_MODULES", "/etc/prometheus/blackbox.yml"));
        assertEquals(9_115, file.blackbox().orElseThrow().port());
        assertEquals(
                Optional.of(Path.of("/etc/prometheus/blackbox.yml")),
                file.blackbox().orElseThrow().modules());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --probe-id=has blank          | probe-id must be
                    --bootstrap-servers=somewhere | bootstrap-servers must be host:port
                    --partitions=0                | partitions must be 1 to 100000
                    --partitions=many             | partitions must be a whole number
                    --responder=perhaps           | responder must be true or false
                    --responder-host=localhost    | responder-host must be an address
                    --responder-http-port=70000   | responder-http-port must be 0 to 65535
                    --responder-speed-port=70000  | responder-speed-port must be 0 to 65535
                    --responder-https-port=70000  | responder-https-port must be 0 to 65535
                    --responder-key=/etc/key      | responder-certificate must be given with responder-key, not nothing
                    --blackbox-port=70000         | blackbox-port must be 0 to 65535
                    --deny=10.0.0.0/99            | deny must be address blocks
                    --spool-limit-mib=0           | spool-limit-mib must be
                    --colour=red                  | argument must be --key=value with one of
                    verbose                       | argument must be --key=value with one of
                    """)
    void saysWhichSettingIsWrongAndWhatIsAllowed(String argument, String message) {
        var arguments = new ArrayList<>(LEAST);
        arguments.add(argument);
        var wrong = assertThrows(IllegalArgumentException.class, () -> Settings.of(arguments, Map.of()));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith(message), wrong::getMessage);
    }

    @Test
    void saysWhatIsMissing() {
        var wrong = assertThrows(IllegalArgumentException.class, () -> Settings.of(List.of(), Map.of()));
        assertEquals("--probe-id is needed: the name of this probe, not nothing", wrong.getMessage());
    }
}
