package io.waddleperf.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A copy of what has to do with versions, which a test may change.
record Tree(Path root) {
    private static final Path SOURCE = Path.of("..");
    private static final String CHART = "deploy/helm/waddleperf";
    private static final String COMPOSE = "deploy/compose/common.yaml";
    private static final String INVENTORY = "deploy/ansible/inventory.example.yaml";

    /// What runs, besides probes.
    static final List<String> SERVICES = List.of("scheduler", "escalation-streams", "results-sink", "query-api");

    /// Files that hold the version's three numbers.
    static final List<String> VERSIONED =
            List.of("pom.xml", "contracts/pom.xml", "scheduler/pom.xml", CHART + "/Chart.yaml", COMPOSE, INVENTORY);

    /// @param root an empty folder
    static Tree copyTo(Path root) throws IOException {
        var tree = new Tree(root);
        tree.copy(".version");
        for (String file : VERSIONED) {
            tree.copy(file);
        }
        tree.copyAll("scripts/version");
        tree.copyAll("scripts/release");
        tree.copyAll(CHART);
        return tree;
    }

    private void copyAll(String folder) throws IOException {
        try (var files = Files.walk(SOURCE.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(SOURCE.relativize(file).toString());
            }
        }
    }

    private void copy(String file) throws IOException {
        Files.createDirectories(root.resolve(file).resolveSibling("."));
        Files.copy(
                SOURCE.resolve(file),
                root.resolve(file),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
    }

    Path script(String name) {
        return root.resolve("scripts").resolve(name);
    }

    String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).resolveSibling("."));
        Files.writeString(root.resolve(file), text);
    }

    /// Of `.version`, each `pom.xml`, the chart, compose and Ansible's example, all of which say the same.
    ///
    /// @throws AssertionError where they do not
    void requireVersion(String version) throws IOException {
        String semantic = String.join(".", List.of(version.split("\\.")).subList(0, 3));
        require(".version", "v" + version + "\n");
        require("pom.xml", "<artifactId>waddleperf</artifactId>\n    <version>" + semantic + "</version>");
        require(
                "contracts/pom.xml",
                "<artifactId>waddleperf</artifactId>\n        <version>" + semantic + "</version>");
        require(
                "scheduler/pom.xml",
                "<artifactId>service-parent</artifactId>\n        <version>" + semantic + "</version>");
        require(CHART + "/Chart.yaml", "\nversion: " + semantic + "\nappVersion: \"" + semantic + "\"\n");
        require(COMPOSE, "/scheduler:${TAG:-" + semantic + "}\n");
        require(INVENTORY, "/waddleperf-probe_" + semantic + "_amd64.deb\n");
    }

    private void require(String file, String text) throws IOException {
        if (!read(file).contains(text)) {
            throw new AssertionError(file + " has no '" + text + "':\n" + read(file));
        }
    }
}
