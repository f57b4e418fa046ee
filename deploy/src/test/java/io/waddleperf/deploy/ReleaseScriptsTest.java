package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `scripts/release`, on a copy of the tree; programs that would ask a registry or GitHub write down what they were
/// told.
@SuppressWarnings("NullAway.Init") // made before each test
class ReleaseScriptsTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    private Tree tree;

    @BeforeEach
    void copy() throws Exception {
        tree = Tree.copyTo(folder);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            v1.4.0,            main,         '',                            stable,     v1.4.0
            v1.4.0,            main,         'v1.4.0 v1.3.0',               none,       ''
            v1.4.0.1795766400, main,         'v1.4.0.1795766399',           prerelease, v1.4.0.1795766400
            v1.4.0.1795766400, main,         'v1.4.0.1795766400',           none,       ''
            v1.4.0,            release/1.4,  '',                            candidate,  v1.4.0-rc.1
            v1.4.0,            release/1.4,  'v1.4.0-rc.1 v1.4.0-rc.2',     candidate,  v1.4.0-rc.3
            v1.4.0,            release/1.4,  'v1.4.0-rc.1 v1.4.0',          none,       ''
            v1.4.0,            feature/x,    '',                            none,       ''
            v0.0.0.1795766400, main,         '',                            none,       ''""")
    void plansAReleaseOnceByItsVersionAndItsBranch(String version, String branch, String tags, String kind, String tag)
            throws Exception {
        tree.write(".version", version + "\n");
        var plan = Script.run(tree.script("release/plan.sh"), tags.replace(' ', '\n'), Map.of(), branch);
        assertEquals(0, plan.code(), plan::err);
        String numbers = version.replaceAll("^v(\\d+\\.\\d+\\.\\d+).*", "$1");
        assertEquals(List.of("kind=" + kind, "tag=" + tag, "version=" + numbers), plan.lines());
    }

    /// So that a run may be started anew: its images may still be to come.
    @ParameterizedTest
    @CsvSource(textBlock = """
            v1.4.0,            main,        v1.4.0,                    stable,     v1.4.0
            v1.4.0.1795766400, main,        v1.4.0.1795766400,         prerelease, v1.4.0.1795766400
            v1.4.0,            release/1.4, 'v1.4.0-rc.2 other',       candidate,  v1.4.0-rc.2""")
    void plansAgainWhatTheSameCommitPublished(String version, String branch, String ours, String kind, String tag)
            throws Exception {
        tree.write(".version", version + "\n");
        String tags = "v1.3.0\nv1.4.0-rc.1\nv1.4.0-rc.3\n" + ours.replace(' ', '\n');
        var plan = Script.run(tree.script("release/plan.sh"), tags, Map.of(), branch, ours.replace(' ', '\n'));
        assertEquals(0, plan.code(), plan::err);
        assertEquals(List.of("kind=" + kind, "tag=" + tag, "version=1.4.0"), plan.lines());
    }

    @ParameterizedTest
    @CsvSource({
        "refs/tags/v1.4.0, '', 1.4.0 1.4 1 latest",
        "refs/tags/v1.4.0, v1.3.9 v2.0.0-rc.1 v1.4.0.1795766400, 1.4.0 1.4 1 latest",
        "refs/tags/v1.4.0, v1.4.1 v1.4.0, 1.4.0",
        "refs/tags/v1.4.1, v1.10.0 v1.4.0, 1.4.1 1.4",
        "refs/tags/v1.4.0, v2.0.0 v1.4.0, 1.4.0 1.4 1",
        "refs/tags/v0.1.0, '', 0.1.0 0.1 latest",
        "refs/tags/v1.4.0-rc.2, '', 1.4.0-rc.2",
        "refs/tags/v1.4.0.1795766400, '', 1.4.0.1795766400",
        "refs/heads/main, v1.4.0, main-0123456789ab alpha",
        "refs/heads/release/1.4, '', release-1.4-0123456789ab",
    })
    void tagsImagesAndMovesNoTagBack(String ref, String exist, String tags) throws Exception {
        assertEquals(
                List.of(tags.split(" ")),
                Script.run(tree.script("release/image-tags.sh"), exist.replace(' ', '\n'), Map.of(), ref, COMMIT)
                        .lines());
    }

    @ParameterizedTest
    @CsvSource({
        "refs/tags/v1.4, " + COMMIT,
        "refs/tags/latest, " + COMMIT,
        "refs/pull/7/merge, " + COMMIT,
        "refs/heads/main, 0123456"
    })
    void tagsNothingThatIsNoVersion(String ref, String commit) throws Exception {
        var tags = Script.run(tree.script("release/image-tags.sh"), ref, commit);
        assertNotEquals(0, tags.code());
        assertEquals("", tags.out());
        assertTrue(tags.err().startsWith("image-tags.sh: "), tags::err);
    }

    @Test
    void collectsAllThatAReleaseHasWithItsSums() throws Exception {
        for (String arch : List.of("x86_64", "aarch64")) {
            tree.write("built/" + arch + "/waddleperf-probe-1.4.0-linux-" + arch + ".tar.gz", arch);
        }
        for (String arch : List.of("amd64", "arm64")) {
            tree.write("built/" + arch + "/waddleperf-probe_1.4.0_" + arch + ".deb", arch);
        }
        for (String service : List.of("scheduler", "escalation-streams", "results-sink", "query-api")) {
            tree.write("built/x86_64/waddleperf-" + service + "-1.4.0.tar.gz", service);
        }
        String before = tree.read("deploy/helm/waddleperf/Chart.yaml");
        var collect = collect("release");
        assertEquals(0, collect.code(), collect::err);
        requireImagesOfTheRelease();
        var sums = tree.read("release/SHA256SUMS").lines().toList();
        assertEquals(9, sums.size(), sums::toString);
        assertTrue(sums.stream().allMatch(line -> line.matches("[0-9a-f]{64}  waddleperf-?[\\w.-]+")), sums::toString);
        assertTrue(Files.size(folder.resolve("release/waddleperf-1.4.0.tgz")) > 1_000);
        assertEquals(before, tree.read("deploy/helm/waddleperf/Chart.yaml"), "the tree stays as it is");

        Files.delete(folder.resolve("built/arm64/waddleperf-probe_1.4.0_arm64.deb"));
        var half = collect("half");
        assertNotEquals(0, half.code());
        assertTrue(half.err().contains("waddleperf-probe_1.4.0_arm64.deb is not under"), half::err);
    }

    private Script collect(String to) throws Exception {
        return Script.run(
                tree.script("release/collect.sh"),
                "1.4.0",
                "v1.4.0-rc.2",
                "ghcr.io/o/waddleperf",
                folder.resolve("built").toString(),
                folder.resolve(to).toString());
    }

    /// A chart that asked for the images of the release to come would get none, and later others.
    private void requireImagesOfTheRelease() throws Exception {
        Path packed = Files.createDirectory(folder.resolve("packed"));
        var tar = new ProcessBuilder("tar", "-xzf", "../release/waddleperf-1.4.0.tgz")
                .directory(packed.toFile())
                .start();
        assertEquals(0, tar.waitFor());
        var chart = Chart.render(packed.resolve("waddleperf"), Chart.EXAMPLES.resolve("large.yaml"), Map.of());
        var images = chart.pods().values().stream()
                .flatMap(pod -> pod.getSpec().getContainers().stream())
                .map(Container::getImage)
                .toList();
        assertFalse(images.isEmpty());
        assertTrue(
                images.stream().allMatch(image -> image.matches("ghcr\\.io/o/waddleperf/[a-z-]+:1\\.4\\.0-rc\\.2")),
                images::toString);
    }

    @Test
    void saysWhatIsNew() throws Exception {
        tree.write(
                "docs/RELEASE_NOTES.md",
                "# Notes\n\n## 1.4.0\n\nFaster.\n\n### Fixed\n\n- a\n\n## 1.3.0\n\nOld.\n\n## 1.2.0\n");
        assertEquals(
                "Faster.\n\n### Fixed\n\n- a\n",
                Script.run(tree.script("release/notes.sh"), "1.4.0").out());
        for (String version : List.of("1.5.0", "1.2.0", "1.4")) {
            var notes = Script.run(tree.script("release/notes.sh"), version);
            assertNotEquals(0, notes.code());
            assertTrue(notes.err().contains("'## " + version + "'"), notes::err);
        }
    }

    /// A draft first, all files, and only then is it seen; what is out stays as it is.
    @ParameterizedTest
    @CsvSource(textBlock = """
            stable,     absent,             v1.3.0, create, --latest
            stable,     absent,             v1.5.0, create, --latest=false
            prerelease, absent,             v1.3.0, create, --prerelease
            candidate,  draft,              v1.3.0, edit,   --prerelease
            stable,     out of COMMIT,      v1.4.0, '',     ''""")
    void publishesAllAtOnce(String kind, String state, String tags, String first, String flag) throws Exception {
        var publish = publish(kind, state.replace("COMMIT", COMMIT), tags);
        assertEquals(0, publish.code(), publish::err);
        var told =
                told().stream().filter(line -> !line.startsWith("release view")).toList();
        if (first.isEmpty()) {
            assertEquals(List.of(), told);
            return;
        }
        assertEquals(3, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("release " + first + " v1.4.0 "), told::toString);
        assertTrue(told.get(0).contains("--target " + COMMIT), told::toString);
        assertEquals("release upload v1.4.0 --clobber " + folder.resolve("release/SHA256SUMS"), told.get(1));
        assertEquals("release edit v1.4.0 --draft=false " + flag, told.get(2));
    }

    /// Of two commits that planned the same tag one comes first.
    @Test
    void publishesNothingUnderTheTagOfAnotherCommit() throws Exception {
        var publish = publish("candidate", "out of " + COMMIT.replace('0', 'f'), "");
        assertNotEquals(0, publish.code());
        assertTrue(publish.err().contains("start the workflow anew"), publish::err);
        assertEquals(1, told().size(), "it only looked");
    }

    private Script publish(String kind, String state, String tags) throws Exception {
        tree.write("release/SHA256SUMS", "sums");
        tree.write("notes.md", "New.");
        recorder("gh", "[ \"$2\" != view ] || { [ '%1$s' != absent ] && echo '%1$s'; exit; }".formatted(state));
        return Script.run(
                tree.script("release/publish.sh"),
                tags,
                path(),
                kind,
                "v1.4.0",
                COMMIT,
                folder.resolve("release").toString(),
                folder.resolve("notes.md").toString());
    }

    @Test
    void pushesEachImageToEachRegistryAndThenListsOfBothArchitectures() throws Exception {
        recorder("docker", "");
        var environment =
                Map.of("REGISTRIES", "ghcr.io/o/waddleperf docker.io/o", "PATH", path().getOrDefault("PATH", ""));
        var one = Script.run(tree.script("release/push-images.sh"), "", environment, "arm64", "1.4.0");
        assertEquals(0, one.code(), one::err);
        assertEquals(16, told().size(), "eight images, two registries");
        assertTrue(told().contains("push --quiet ghcr.io/o/waddleperf/probe:1.4.0-arm64"));
        Files.delete(folder.resolve("told"));
        var all = Script.run(tree.script("release/push-images.sh"), "", environment, "all", "1.4.0", "latest");
        assertEquals(0, all.code(), all::err);
        assertEquals(16, told().size());
        assertTrue(
                told().contains("buildx imagetools create --tag docker.io/o/webui:1.4.0 --tag docker.io/o/webui:latest"
                        + " docker.io/o/webui:1.4.0-amd64 docker.io/o/webui:1.4.0-arm64"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ns"})
    void namesTheRegistries(String namespace) throws Exception {
        var environment = Map.of("GITHUB_REPOSITORY", "Some/WaddlePerf", "DOCKERHUB_NAMESPACE", namespace);
        assertEquals(
                "ghcr.io/some/waddleperf" + (namespace.isEmpty() ? "" : " docker.io/" + namespace) + "\n",
                Script.run(tree.script("release/registries.sh"), "", environment)
                        .out());
    }

    /// A password is no argument, which everybody on the machine may read.
    @Test
    void logsInWithoutShowingAPassword() throws Exception {
        recorder("docker", "echo \"in: $(cat)\" >>\"" + folder.resolve("told") + "\"");
        var environment = Map.of(
                "PATH", path().getOrDefault("PATH", ""),
                "GITHUB_ACTOR", "a",
                "GITHUB_TOKEN", "one",
                "DOCKERHUB_USER", "b",
                "DOCKERHUB_TOKEN", "two");
        assertEquals(
                0, Script.run(tree.script("release/log-in.sh"), "", environment).code());
        assertEquals(
                List.of(
                        "login --username a --password-stdin ghcr.io",
                        "in: one",
                        "login --username b --password-stdin docker.io",
                        "in: two"),
                told());
    }

    /// A program that writes its arguments down before it does anything else.
    private void recorder(String name, String then) throws Exception {
        tree.write("bin/" + name, "#!/bin/sh\necho \"$*\" >>\"" + folder.resolve("told") + "\"\n" + then + "\n");
        assertTrue(folder.resolve("bin/" + name).toFile().setExecutable(true));
    }

    private Map<String, String> path() {
        return Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    private List<String> told() throws Exception {
        return Files.readAllLines(folder.resolve("told"));
    }
}
