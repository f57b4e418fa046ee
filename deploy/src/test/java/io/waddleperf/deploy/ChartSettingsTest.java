package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart tells services, the page and the probe by environment.
@SuppressWarnings("NullAway.Init") // made before each test
class ChartSettingsTest {
    @TempDir
    Path folder;

    /// A name that a service does not read would be passed over in silence.
    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "escalation-streams", "results-sink", "query-api"})
    void givesAServiceOnlySettingsThatItHas(String service) {
        var known = Settings.of(service);
        var pods = Chart.of("large").pods().entrySet().stream()
                .filter(pod -> pod.getKey().endsWith("-waddleperf-" + service))
                .toList();
        assertEquals(1, pods.size());
        var unknown = Chart.containers(pods.getFirst().getValue())
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getName)
                .filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(), unknown);
    }

    @Test
    void takesSettingsOfASecretAndAnAccountOfQueryApisOwn() {
        var chart =
                Chart.render("large", Map.of("probe.envFromSecret", "probe-more", "webui.envFromSecret", "page-more"));
        var expected = Map.of("query-api", "waddleperf-oidc", "webui", "page-more", "probe", "probe-more");
        chart.pods().forEach((name, pod) -> {
            String part = name.substring(name.indexOf("-waddleperf-") + "-waddleperf-".length());
            var secrets = pod.getSpec().getContainers().getFirst().getEnvFrom().stream()
                    .map(from -> from.getSecretRef().getName())
                    .toList();
            assertEquals(expected.containsKey(part) ? List.of(expected.get(part)) : List.of(), secrets, name);
        });
        for (String service : List.of("query-api", "results-sink")) {
            var account =
                    chart.one(Deployment.class, service).getSpec().getTemplate().getSpec().getContainers().stream()
                            .flatMap(container -> container.getEnv().stream())
                            .filter(variable -> variable.getName().equals("KAFKA_SASL_JAAS_CONFIG"))
                            .map(variable ->
                                    variable.getValueFrom().getSecretKeyRef().getName())
                            .toList();
            assertEquals(
                    List.of(service.equals("query-api") ? "waddleperf-kafka-joining" : "waddleperf-kafka"), account);
        }
    }

    /// Helm has numbers as floats.
    @Test
    void writesLargeNumbersAsIntegers() throws IOException {
        Path values = folder.resolve("values.yaml");
        Files.writeString(
                values,
                Files.readString(Chart.EXAMPLES.resolve("large.yaml"))
                        .replace(
                                "  envFromSecret: waddleperf-oidc",
                                "    WADDLEPERF_METRICS_MOST_SERIES: 1000000\n    WADDLEPERF_HALF: 0.5")
                        .replace(
                                "  tags: {kind: node}",
                                "  tags: {asset: 20000000, floor: 1.5}\n  spoolLimitMib: 1048576"));
        var chart = Chart.render(Chart.FOLDER, values, Map.of());
        var api = Chart.env(chart.one(Deployment.class, "query-api").getSpec().getTemplate());
        assertEquals("1000000", api.get("WADDLEPERF_METRICS_MOST_SERIES"));
        assertEquals("0.5", api.get("WADDLEPERF_HALF"));
        var probe = Chart.env(chart.of(DaemonSet.class).getFirst().getSpec().getTemplate());
        assertEquals("1048576", probe.get("WADDLEPERF_SPOOL_LIMIT_MIB"));
        assertEquals("asset=20000000,floor=1.5", probe.get("TAGS"));
    }

    /// Anybody else could say who asks, and so evade limits by address.
    @Test
    void believesOnlyThePageOfWhoAsks() {
        var chart = Chart.of("large");
        var api = Chart.env(chart.one(Deployment.class, "query-api").getSpec().getTemplate());
        var pods = chart.one(Service.class, "webui-pods");
        assertEquals(
                pods.getMetadata().getName() + ".network.svc.cluster.local",
                api.get("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES"));
        assertEquals("None", pods.getSpec().getClusterIP());
        var page = chart.one(Deployment.class, "webui").getSpec().getTemplate();
        assertEquals(page, chart.selected(pods.getSpec().getSelector()));
        assertEquals(
                "wp-waddleperf-query-api.network.svc.cluster.local:8080",
                Chart.env(page).get("WADDLEPERF_API"));
    }

    @Test
    void asksAProbeForItsHealthWhereItsResponderIs() {
        var probe = Chart.of("probes").of(DaemonSet.class).getFirst().getSpec().getTemplate();
        var container = probe.getSpec().getContainers().getFirst();
        for (var health : List.of(container.getLivenessProbe(), container.getReadinessProbe())) {
            assertTrue(
                    health.getExec().getCommand().getLast().contains("\"$WADDLEPERF_RESPONDER_HTTP_PORT\" /health"),
                    health::toString);
        }
    }
}
