package io.waddleperf.probe.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void readsAFileThatOnlyItsOwnerMayRead() throws Exception {
        Secret.write(dir.resolve("key"), "s3cret\n");
        var found = assertInstanceOf(Secrets.Found.Secret.class, secrets().read("key"));
        assertEquals("s3cret\n", found.text());
        assertFalse(found.toString().contains("s3cret"));
    }

    /// As container platforms lay secrets out: links within the directory, readable by a group.
    @Test
    void followsLinksWithinTheDirectory() throws Exception {
        var version = Files.createDirectory(dir.resolve("..2026"));
        var file = Secret.write(version.resolve("key"), "s3cret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        Files.createSymbolicLink(dir.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(dir.resolve("key"), Path.of("..data", "key"));
        assertInstanceOf(Secrets.Found.Secret.class, secrets().read("key"));
    }

    @Test
    void readsNothingOutsideTheDirectory() throws Exception {
        var outside = Secret.write(Files.createDirectory(dir.resolve("other")).resolve("key"), "s3cret");
        var inside = Files.createDirectory(dir.resolve("secrets"));
        Files.createSymbolicLink(inside.resolve("link"), outside);
        var secrets = new Secrets(Optional.of(inside));
        assertTrue(none(secrets, "link").contains("no file within"));
        assertTrue(none(secrets, "../other/key").contains("no name of a file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\0b", "-rf", "/etc/passwd"})
    void takesNoOtherNamesThanThoseOfFiles(String name) {
        assertTrue(none(secrets(), name).contains("no name of a file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw-----w-"})
    void refusesAFileThatOthersMayReadOrChange(String rights) throws Exception {
        var file = Secret.write(dir.resolve("key"), "s3cret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        String why = none(secrets(), "key");
        assertTrue(why.contains("chmod 600 " + file.toRealPath()), why);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertTrue(none(Secrets.NONE, "key").contains("--secrets="));
        assertTrue(none(secrets(), "key").contains("put a file of that name into " + dir));
        Secret.write(dir.resolve("empty"), "\n");
        assertTrue(none(secrets(), "empty").contains("is empty"));
        Secret.write(dir.resolve("large"), "x".repeat(70_000));
        assertTrue(none(secrets(), "large").contains("larger than 65536 bytes"));
        Files.createDirectory(dir.resolve("folder"));
        assertTrue(none(secrets(), "folder").contains("no file within"));
    }

    private Secrets secrets() {
        return new Secrets(Optional.of(dir));
    }

    private static String none(Secrets secrets, String name) {
        return assertInstanceOf(Secrets.Found.None.class, secrets.read(name)).why();
    }
}
