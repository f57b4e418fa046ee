package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What images and compose files say twice, or must not say. `pipeline.sh` sees them run.
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path IMAGES = Path.of("images");
    /// They do one thing and end.
    private static final Set<String> ONCE = Set.of("certificates", "topics", "bucket", "enrol");

    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern PORT = Pattern.compile("SERVICE=([a-z-]+) --build-arg PORT=(\\d+)");

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.small.yaml"})
    void givesServicesOnlySettingsThatTheyHave(String file) {
        var compose = Compose.of(file);
        for (String service : Tree.SERVICES) {
            var environment = compose.environment(service).keySet();
            assertTrue(environment.contains("KAFKA_BOOTSTRAP_SERVERS"), service);
            var unknown = new TreeSet<>(environment);
            unknown.removeAll(Settings.of(service));
            assertEquals(Set.of(), unknown, service);
        }
    }

    /// Whoever reaches a listener without a password may do everything, and probes are on another network.
    @ParameterizedTest
    @CsvSource({"compose.yaml, 3", "compose.small.yaml, 1"})
    void bindsListenersWithoutAPasswordToTheNetworkOfServices(String file, int count) {
        var compose = Compose.of(file);
        var brokers = compose.services().keySet().stream()
                .filter(name -> name.startsWith("kafka"))
                .toList();
        assertEquals(count, brokers.size());
        for (String broker : brokers) {
            String own = broker + "-inside";
            var networks = compose.field(broker, "networks");
            assertEquals(Set.of("inside", "outside"), networks.keySet());
            assertEquals(Map.of("aliases", List.of(own)), networks.get("inside"), "a name of this network alone");
            String listeners = String.valueOf(compose.environment(broker).get("KAFKA_LISTENERS"));
            assertTrue(
                    listeners.startsWith("SERVICES://" + own + ":9092,CONTROLLER://" + own + ":9093,PROBES://"),
                    listeners);
        }
        for (String name : List.of("probe", "responder")) {
            assertEquals(Set.of("outside"), compose.field(name, "networks").keySet(), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.small.yaml"})
    void givesEverybodyWithStateTheTimeToEnd(String file) {
        var compose = Compose.of(file);
        compose.services().forEach((name, service) -> {
            if (!ONCE.contains(name) && !Set.of("s3", "keycloak").contains(name)) {
                assertEquals("30s", service.get("stop_grace_period"), name);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.small.yaml"})
    void startsEachServiceOnceWhatItNeedsIsThere(String file) {
        var compose = Compose.of(file);
        for (String name : List.of("scheduler", "escalation-streams", "results-sink")) {
            assertTrue(compose.field(name, "depends_on").containsKey("topics"), name);
        }
        assertTrue(compose.field("query-api", "depends_on").containsKey("results-sink"));
        assertTrue(compose.field("webui", "depends_on").containsKey("query-api"));
        assertTrue(compose.field("probe", "depends_on").containsKey("enrol"));
    }

    /// What nginx adds to the page is what query-api adds to what it answers.
    @Test
    void givesThePageThePolicyOfTheApi() throws IOException {
        String code = Files.readString(ROOT.resolve("query-api/src/main/java/io/waddleperf/api/http/FrontDoor.java"));
        int begin = code.indexOf("String POLICY =");
        assertTrue(begin >= 0, "FrontDoor has a POLICY");
        String policy = LITERAL.matcher(code.substring(begin, code.indexOf(";\n", begin)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
        String headers = Files.readString(IMAGES.resolve("nginx/headers.conf"));
        assertTrue(policy.startsWith("default-src 'none'"), policy);
        assertTrue(headers.contains("Content-Security-Policy \"" + policy + "\" always;"), headers);
    }

    @Test
    void listensInImagesWhereServicesDo() throws IOException {
        var ports = PORT.matcher(Files.readString(IMAGES.resolve("build.sh")))
                .results()
                .toList();
        assertEquals(Tree.SERVICES, ports.stream().map(port -> port.group(1)).toList());
        for (MatchResult port : ports) {
            String settings = Files.readString(ROOT.resolve("distribution/src/service")
                    .resolve(port.group(1))
                    .resolve("application.properties"));
            assertTrue(settings.contains("quarkus.http.port=" + port.group(2) + '\n'), port::group);
        }
    }

    @Test
    void runsTheKafkaThatItsClientsAreOf() throws IOException {
        var version = Pattern.compile("<kafka\\.version>([^<]+)<").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertTrue(version.find());
        assertEquals(
                "apache/kafka:" + version.group(1),
                Compose.of("compose.small.yaml")
                        .services()
                        .getOrDefault("kafka", Map.of())
                        .get("image"));
    }
}
