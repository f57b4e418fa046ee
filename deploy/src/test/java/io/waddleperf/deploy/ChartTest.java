package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chart, by Helm itself, held against Kubernetes' types and against what the services take.
@SuppressWarnings("NullAway.Init") // made before each test
class ChartTest {
    @TempDir
    Path folder;

    /// With the two values that are necessary, which the chart has none for.
    @Test
    void isCleanForHelm() throws IOException {
        Path chart = Files.createDirectory(folder.resolve("waddleperf"));
        Chart.copy(chart, UnaryOperator.identity());
        Path values = chart.resolve("values.yaml");
        assertTrue(new Helm(chart).lint().call().isFailed(), "it says what is necessary");
        Files.writeString(
                values,
                Files.readString(values)
                        .replace("bootstrapServers: \"\" # host", "bootstrapServers: kafka:9092 # host")
                        .replaceFirst("\n  url: \"\"\n", "\n  url: jdbc:mariadb://mariadb/waddleperf\n"));
        var lint = new Helm(chart).lint().call();
        assertFalse(lint.isFailed(), () -> lint.getMessages().toString());
        var problems = lint.getMessages().stream()
                .filter(message -> message.contains("[WARNING]") || message.contains("[ERROR]"))
                .toList();
        assertEquals(List.of(), problems);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large", "probes"})
    void hasOnlyWhatKubernetesKnows(String example) {
        var chart = Chart.of(example);
        assertFalse(chart.all().isEmpty());
        assertEquals(
                List.of(),
                chart.all().stream()
                        .flatMap(each -> UnknownFields.of(each).stream())
                        .toList());
        var names = chart.all().stream()
                .map(each -> each.getKind() + '/' + each.getMetadata().getName())
                .toList();
        assertEquals(names.size(), new HashSet<>(names).size(), () -> "one thing stands twice: " + names);
    }

    /// The check above sees what it is to see.
    @Test
    void findsAFieldThatKubernetesDoesNotKnow() {
        var deployment = Chart.of("small").one(Deployment.class, "scheduler");
        deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().setAdditionalProperty("imagine", "x");
        assertEquals(List.of("Deployment.spec.template.spec.containers[].imagine"), UnknownFields.of(deployment));
    }

    @ParameterizedTest
    @CsvSource({"small, 5", "large, 6", "probes, 1"})
    void locksEveryPodIn(String example, int running) {
        var pods = Chart.of(example).pods();
        assertEquals(
                running,
                pods.keySet().stream().filter(name -> !name.startsWith("Job/")).count());
        pods.forEach((name, pod) -> {
            var spec = pod.getSpec();
            assertEquals(false, spec.getAutomountServiceAccountToken(), name);
            assertEquals(true, spec.getSecurityContext().getRunAsNonRoot(), name);
            assertEquals(
                    "RuntimeDefault",
                    spec.getSecurityContext().getSeccompProfile().getType(),
                    name);
            Chart.containers(pod).forEach(container -> requireLocked(name, container));
            spec.getContainers().forEach(container -> requireLimits(name, container));
        });
    }

    private static void requireLocked(String name, Container container) {
        var locked = container.getSecurityContext();
        assertEquals(true, locked.getReadOnlyRootFilesystem(), name);
        assertEquals(false, locked.getAllowPrivilegeEscalation(), name);
        assertEquals(List.of("ALL"), locked.getCapabilities().getDrop(), name);
        // Root, who may do nothing but give the node's folder away.
        var added = container.getName().equals("folder") ? List.of("CHOWN") : List.of();
        assertEquals(added, locked.getCapabilities().getAdd(), name);
        assertEquals(added.isEmpty(), locked.getRunAsUser() == null, name);
    }

    private static void requireLimits(String name, Container container) {
        assertTrue(container.getResources().getRequests().containsKey("memory"), name);
        assertTrue(container.getResources().getRequests().containsKey("cpu"), name);
        assertTrue(container.getResources().getLimits().containsKey("memory"), name);
        if (!name.startsWith("Job/")) {
            assertTrue(container.getLivenessProbe() != null && container.getReadinessProbe() != null, name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large", "probes"})
    void mountsWhatItHasAndSelectsWhatIsThere(String example) {
        var chart = Chart.of(example);
        chart.pods().forEach((name, pod) -> {
            var had = pod.getSpec().getVolumes().stream()
                    .map(Volume::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (name.startsWith("StatefulSet/")) {
                had.add("state"); // by a claim
            }
            assertEquals(
                    had,
                    Chart.containers(pod)
                            .flatMap(c -> c.getVolumeMounts().stream())
                            .map(VolumeMount::getName)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    name);
        });
        for (var service : chart.of(Service.class)) {
            var pod = chart.selected(service.getSpec().getSelector());
            var ports = Chart.containers(pod)
                    .flatMap(c -> c.getPorts().stream())
                    .map(port -> port.getName())
                    .toList();
            service.getSpec()
                    .getPorts()
                    .forEach(port -> assertTrue(
                            ports.contains(port.getTargetPort().getStrVal()),
                            () -> service.getMetadata().getName()));
        }
        chart.of(PodDisruptionBudget.class)
                .forEach(budget -> chart.selected(budget.getSpec().getSelector().getMatchLabels()));
        chart.of(Deployment.class)
                .forEach(each -> chart.selected(each.getSpec().getSelector().getMatchLabels()));
        var guarded = chart.of(NetworkPolicy.class).stream()
                .map(policy -> chart.selected(policy.getSpec().getPodSelector().getMatchLabels()))
                .toList();
        chart.pods().forEach((name, pod) -> assertEquals(!name.startsWith("Job/"), guarded.contains(pod), name));
    }

    @Test
    void scalesByWhatWaits() {
        var chart = Chart.of("large");
        assertEquals(2, chart.of(HorizontalPodAutoscaler.class).size());
        var sink = chart.one(HorizontalPodAutoscaler.class, "results-sink").getSpec();
        assertEquals("Deployment", sink.getScaleTargetRef().getKind());
        var waiting = sink.getMetrics().getFirst().getExternal();
        assertEquals(
                Map.of("consumergroup", "results-sink"),
                waiting.getMetric().getSelector().getMatchLabels());
        var streams =
                chart.one(HorizontalPodAutoscaler.class, "escalation-streams").getSpec();
        assertEquals("StatefulSet", streams.getScaleTargetRef().getKind());
        assertEquals(
                streams.getScaleTargetRef().getName(),
                chart.of(StatefulSet.class).getFirst().getMetadata().getName());
        assertEquals(null, chart.of(StatefulSet.class).getFirst().getSpec().getReplicas(), "the scaler decides");
        assertEquals(5, chart.of(PodDisruptionBudget.class).size());
        assertEquals(0, Chart.of("small").of(PodDisruptionBudget.class).size(), "of one pod nothing could be drained");
    }

    @Test
    void makesTopicsAndTablesBeforeServicesOfAVersionStart() {
        var chart = Chart.of("large");
        for (String job : List.of("topics", "tables")) {
            var hook = chart.one(Job.class, job);
            assertEquals("pre-install,pre-upgrade", Chart.hook(hook));
            assertEquals(900, hook.getSpec().getActiveDeadlineSeconds());
        }
        var sink = chart.one(Deployment.class, "results-sink").getSpec().getTemplate();
        assertEquals("false", Chart.env(sink).get("WADDLEPERF_DATABASE_MIGRATE_AT_START"));
        var without = Chart.render("large", Map.of("jobs.enabled", false));
        assertEquals(0, without.of(Job.class).size());
        sink = without.one(Deployment.class, "results-sink").getSpec().getTemplate();
        assertEquals("true", Chart.env(sink).get("WADDLEPERF_DATABASE_MIGRATE_AT_START"));
    }

    @Test
    void pingsByASafeSysctlAndKeepsAProbesSpoolOnItsNode() {
        var probe = Chart.of("large")
                .of(DaemonSet.class)
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec();
        var sysctl = probe.getSecurityContext().getSysctls().getFirst();
        assertEquals("net.ipv4.ping_group_range", sysctl.getName());
        assertEquals("0 2147483647", sysctl.getValue());
        assertEquals(
                "/var/lib/waddleperf-probe",
                probe.getVolumes().stream()
                        .filter(volume -> volume.getName().equals("data"))
                        .findFirst()
                        .orElseThrow()
                        .getHostPath()
                        .getPath());
        var ofTheNode = Chart.of("probes")
                .of(DaemonSet.class)
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec();
        assertEquals(true, ofTheNode.getHostNetwork());
        assertTrue(ofTheNode.getSecurityContext().getSysctls().isEmpty(), "a pod of the node's network may set none");
    }

    @Test
    void takesCertificatesOfSecrets() {
        var plain = Chart.of("large");
        assertEquals(
                "waddleperf-page",
                plain.of(Ingress.class).getFirst().getSpec().getTls().getFirst().getSecretName());
        var own = Chart.render("large", Map.of("webui.tls.secret", "page", "webui.ingress.enabled", false));
        assertEquals(0, own.of(Ingress.class).size());
        var volumes = own.one(Deployment.class, "webui")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getVolumes();
        assertEquals("page", volumes.getLast().getSecret().getSecretName());
        assertEquals(
                443,
                own.one(Service.class, "webui").getSpec().getPorts().getLast().getPort());
    }

    /// Kinds of the Prometheus operator, which no cluster has by itself.
    @Test
    void isScrapedAndWatchedWhereAskedTo() throws IOException {
        assertEquals(List.of(), Chart.of("large").of(GenericKubernetesResource.class));
        var chart = Chart.render(
                "large",
                Map.of(
                        "monitoring.enabled", true,
                        "monitoring.token.secret", "scraper",
                        "monitoring.runbooks", "https://wiki.example.net/runbooks"));
        var monitors = chart.of(GenericKubernetesResource.class).stream()
                .filter(each -> each.getKind().equals("PodMonitor"))
                .toList();
        assertEquals(Tree.SERVICES.size(), monitors.size());
        for (var monitor : monitors) {
            Map<String, String> labels = monitor.get("spec", "selector", "matchLabels");
            var pod = chart.selected(labels);
            assertEquals("waddleperf", pod.getMetadata().getLabels().get(monitor.<String>get("spec", "jobLabel")));
            String port = monitor.get("spec", "podMetricsEndpoints", 0, "port");
            var container = pod.getSpec().getContainers().getFirst();
            assertEquals(port, container.getPorts().getFirst().getName());
        }
        var api = chart.one(Deployment.class, "query-api").getSpec().getTemplate();
        String hosts = Chart.env(api).getOrDefault("WADDLEPERF_API_HOSTS", "");
        assertTrue(hosts.endsWith(",$(POD_IP)"), hosts);
        String rules = chart.one(GenericKubernetesResource.class, "rules")
                .get("spec", "groups")
                .toString();
        for (var rule : Monitoring.rules()) {
            var runbook = rule.runbook().replace("docs/runbooks/", "runbook_url=https://wiki.example.net/runbooks/");
            assertTrue(rules.contains(runbook), rule::alert);
        }
    }

    /// Nobody would believe the ingress that browsers speak TLS, and cookies would do without it.
    @Test
    void asksWhoTakesTlsOff() {
        var tls = Map.of("webui.ingress.enabled", true, "webui.ingress.tlsSecret", "page");
        var e = assertThrows(IllegalStateException.class, () -> Chart.render("small", tls));
        assertTrue(String.valueOf(e.getMessage()).contains("webui.trustedProxies must have"), e::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "large, monitoring.enabled, true, monitoring.token.secret",
        "large, monitoring.interval, often, interval",
        "small, kafka.bootstrapServers, '', bootstrapServers",
        "small, kafka.bootstrapServers, kafka, bootstrapServers",
        "small, database.url, jdbc:mysql://x/y, url",
        "small, scheduler.replica, 2, replica",
        "small, scheduler.replicas, 0, replicas",
        "small, partitions, many, partitions",
        "small, signatures, maybe, signatures",
        "small, externalUrl, waddleperf, externalUrl",
        "small, queryApi.env.lower, x, lower",
        "large, resultsSink.autoscaling.maxReplicas, 2, below minReplicas",
        "large, partitions, 8, there are 8 partitions",
        "large, join.authority.secret, '', join.authority.secret",
        "probes, probe.site, '', site",
        "probes, probe.enrol.api, '', probe.enrol.api",
    })
    void saysWhichValueIsWrong(String example, String value, String to, String said) {
        var e = assertThrows(IllegalStateException.class, () -> Chart.render(example, Map.of(value, to)));
        assertTrue(String.valueOf(e.getMessage()).contains(said), e::getMessage);
    }
}
