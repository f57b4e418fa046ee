package io.waddleperf.deploy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Helm makes of the chart with one set of values, in Kubernetes' types.
///
/// @param all in the order of the manifest
record Chart(List<HasMetadata> all) {
    static final Path FOLDER = Path.of("helm/waddleperf");
    static final Path EXAMPLES = Path.of("helm/examples");
    /// Of what Helm applies by itself and apart from the rest; the library leaves it out of what it renders.
    static final String HOOK = "helm.sh/hook";
    private static final String SHOWN_HOOK = "waddleperf.test/hook";
    private static final String OLDEST_KUBERNETES = "1.27.0";
    private static final Pattern BETWEEN = Pattern.compile("^---\\s*$", Pattern.MULTILINE);
    private static final KubernetesSerialization TYPES = new KubernetesSerialization();

    /// @param example the values, `helm/examples/NAME.yaml`
    static Chart of(String example) {
        return render(example, Map.of());
    }

    /// @param changes values by their path, such as `probe.site`
    /// @throws IllegalStateException where Helm, the schema or the chart refuses; it says why
    static Chart render(String example, Map<String, ?> changes) {
        try {
            Path folder = Files.createTempDirectory("chart");
            try {
                copy(folder, text -> text.replace(HOOK, SHOWN_HOOK));
                return render(folder, EXAMPLES.resolve(example + ".yaml"), changes);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the chart was not copied", e);
        }
    }

    /// As above, without what are hooks.
    ///
    /// @param folder of the chart
    /// @param values a file
    static Chart render(Path folder, Path values, Map<String, ?> changes) {
        var template = new Helm(folder)
                .template()
                .withName("wp")
                .withNamespace("network")
                .withKubeVersion(OLDEST_KUBERNETES)
                .withValuesFile(values);
        changes.forEach(template::set);
        return new Chart(BETWEEN.splitAsStream(template.call())
                .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
                .map(document -> (HasMetadata) TYPES.unmarshal(document))
                .toList());
    }

    /// @param changed what becomes of the text of each file
    static void copy(Path to, UnaryOperator<String> changed) throws IOException {
        try (var files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.writeString(copy, changed.apply(Files.readString(file)));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// When Helm applies it by itself, such as `pre-upgrade`; empty for all that is applied together.
    static String hook(HasMetadata each) {
        var annotations = each.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(SHOWN_HOOK, "");
    }

    <T extends HasMetadata> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// By its name without the release's.
    <T extends HasMetadata> T one(Class<T> type, String name) {
        return of(type).stream()
                .filter(each -> each.getMetadata().getName().equals("wp-waddleperf-" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + ' ' + name));
    }

    /// Pods that the manifest makes, by `Kind/name` of what makes them.
    Map<String, PodTemplateSpec> pods() {
        var pods = new LinkedHashMap<String, PodTemplateSpec>();
        for (var each : all) {
            templates(each)
                    .forEach(pod ->
                            pods.put(each.getKind() + '/' + each.getMetadata().getName(), pod));
        }
        return pods;
    }

    private static Stream<PodTemplateSpec> templates(HasMetadata each) {
        return switch (each) {
            case Deployment deployment -> Stream.of(deployment.getSpec().getTemplate());
            case StatefulSet set -> Stream.of(set.getSpec().getTemplate());
            case DaemonSet set -> Stream.of(set.getSpec().getTemplate());
            case Job job -> Stream.of(job.getSpec().getTemplate());
            default -> Stream.empty();
        };
    }

    /// The one pod that has these labels.
    PodTemplateSpec selected(Map<String, String> labels) {
        var selected = pods().values().stream()
                .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
        if (selected.size() != 1) {
            throw new AssertionError(selected.size() + " pods have " + labels);
        }
        return selected.getFirst();
    }

    /// Those that begin, and those that stay.
    static Stream<Container> containers(PodTemplateSpec pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
    }

    /// What the manifest itself says, by the variable's name.
    static Map<String, String> env(PodTemplateSpec pod) {
        return containers(pod)
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }
}
