package io.waddleperf.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The `mariadbd` that runs on this machine, and the folder of its messages and system tables.
record MariaDbBinaries(Path server, Path share) {
    /// The oldest release with the SQL that the migrations use.
    private static final int OLDEST_MAJOR = 10;

    private static final int OLDEST_MINOR = 6;

    private static final Pattern VERSION = Pattern.compile("Ver (\\d+)\\.(\\d+)\\.\\S*-MariaDB");
    private static final List<String> SERVERS = List.of("mariadbd", "mysqld");
    private static final List<String> FOLDERS_BESIDE_PATH = List.of(
            "/usr/sbin",
            "/usr/libexec",
            "/usr/local/bin",
            "/usr/local/sbin",
            "/usr/local/mariadb/bin",
            "/usr/local/mysql/bin",
            "/opt/homebrew/bin");
    private static final List<String> SHARES =
            List.of("../share", "../share/mysql", "../share/mariadb", "../../share/mysql", "../../share/mariadb");

    /// The server that our dependencies bring for this platform, unpacked once to the cache;
    /// where they bring none or it does not run, one that is installed.
    static MariaDbBinaries locate(Path cache) {
        var packaged = PackagedMariaDb.ofThisPlatform().map(mariadb -> mariadb.unpackedIn(cache));
        return packaged.filter(MariaDbBinaries::runs)
                .or(MariaDbBinaries::installed)
                .orElseThrow(() -> new EmbeddedStartException(missing(packaged)));
    }

    private static Optional<MariaDbBinaries> installed() {
        var onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
        return Stream.concat(onPath, FOLDERS_BESIDE_PATH.stream())
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> SERVERS.stream().map(server -> Path.of(folder, server)))
                .filter(Files::isExecutable)
                .flatMap(server -> withShare(server).stream())
                .filter(MariaDbBinaries::runs)
                .findFirst();
    }

    private static Optional<MariaDbBinaries> withShare(Path server) {
        try {
            var program = server.toRealPath();
            return SHARES.stream()
                    .map(share -> program.resolveSibling(share).normalize())
                    .map(share -> new MariaDbBinaries(program, share))
                    .filter(binaries -> binaries.systemTables().size() == SystemTables.SCRIPTS.size())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The scripts that fill a new data directory; before 11.0 their names begin with `mysql`.
    List<Path> systemTables() {
        var found = new ArrayList<Path>();
        for (var script : SystemTables.SCRIPTS) {
            Stream.of(script, script.replaceFirst("^mariadb_", "mysql_"))
                    .map(share::resolve)
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }

    /// The options that tell the server where its files are, and to read no configuration.
    List<String> options() {
        var options = new ArrayList<>(List.of("--no-defaults", "--lc-messages-dir=" + share));
        var charsets = share.resolve("charsets");
        if (Files.isDirectory(charsets)) {
            options.add("--character-sets-dir=" + charsets);
        }
        // The server refuses to run as root unless told.
        if ("root".equals(System.getProperty("user.name"))) {
            options.add("--user=root");
        }
        return options;
    }

    private boolean runs() {
        try {
            var process = new ProcessBuilder(server.toString(), "--no-defaults", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var version = VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return process.waitFor(10, TimeUnit.SECONDS)
                    && version.find()
                    && isNewEnough(version.group(1), version.group(2));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isNewEnough(String majorVersion, String minorVersion) {
        int major = Integer.parseInt(majorVersion);
        return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(minorVersion) >= OLDEST_MINOR);
    }

    private static String missing(Optional<MariaDbBinaries> packaged) {
        var platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        var why = packaged.map(binaries -> "The packaged " + binaries.server() + " does not run on this " + platform)
                .orElse("There is no packaged MariaDB for " + platform);
        return why + ", and no mariadbd " + OLDEST_MAJOR + "." + OLDEST_MINOR
                + " or newer is on the PATH: install MariaDB's server package.";
    }
}
