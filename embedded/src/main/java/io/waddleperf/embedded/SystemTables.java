package io.waddleperf.embedded;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// MariaDB's own tables: made once, by the server in its bootstrap mode, in a new data directory.
///
/// The same as the script `mariadb-install-db` without its help texts, and paths may hold spaces.
final class SystemTables {
    static final List<String> SCRIPTS = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql");

    private SystemTables() {}

    /// Fills a temporary folder and renames it, so that an interrupted installation is redone.
    static void installOnce(MariaDbBinaries binaries, MariaDbSettings settings) throws IOException {
        if (Files.isDirectory(settings.dataDir())) {
            return;
        }
        var part = settings.dir().resolve("data.part");
        Trees.delete(part);
        Files.createDirectory(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        int code = bootstrap(binaries, settings, part);
        if (code != 0) {
            throw new EmbeddedStartException("MariaDB's system tables could not be made in " + part + " (exit code "
                    + code + "): " + ServerLog.firstError(settings.installLog()));
        }
        Files.move(part, settings.dataDir(), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Reads its SQL from a pipe of ours, so it ends when this JVM dies.
    private static int bootstrap(MariaDbBinaries binaries, MariaDbSettings settings, Path data) throws IOException {
        var command = new ArrayList<String>();
        command.add(binaries.server().toString());
        command.addAll(binaries.options());
        command.addAll(List.of(
                "--bootstrap",
                "--silent-startup",
                "--datadir=" + data,
                "--tmpdir=" + settings.temporaryDir(),
                "--log-warnings=0",
                "--enforce-storage-engine=",
                "--max-allowed-packet=8M",
                "--net-buffer-length=16K",
                "--innodb-log-file-size=" + settings.redoLogMiB() + "M",
                "--innodb-flush-log-at-trx-commit=0"));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(settings.installLog().toFile())
                .start();
        try (var sql = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            write(binaries, sql);
        } catch (IOException e) {
            // A broken pipe: the server has ended, and its exit code and log say why.
        }
        return await(process);
    }

    private static void write(MariaDbBinaries binaries, Writer sql) throws IOException {
        sql.write("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\n");
        // Root logs in by the owner of the Unix socket's other end only: no password, no TCP.
        sql.write("SET @auth_root_socket='root';\n");
        for (var script : binaries.systemTables()) {
            for (var line : Files.readAllLines(script, StandardCharsets.UTF_8)) {
                if (!line.contains("@current_hostname")) {
                    sql.write(line);
                    sql.write('\n');
                }
            }
        }
    }

    private static int await(Process process) {
        try {
            if (process.waitFor(2, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new EmbeddedStartException("MariaDB's system tables were not made within 2 minutes; try again.");
    }
}
