package io.waddleperf.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a node of a [GaleraRig] is started: small, on 127.0.0.1 only, and otherwise as in docs/GALERA.md.
///
/// `-Dgalera.provider=evs.suspect_timeout=PT3S` adds options of the provider.
final class GaleraOptions {
    private GaleraOptions() {}

    /// @param sql      where clients connect
    /// @param group    where the nodes talk with each other
    /// @param transfer where a node that comes back gets the write sets it missed
    /// @param snapshot where it gets all data, if those are not enough
    record Ports(int sql, int group, int transfer, int snapshot) {}

    /// @param members the nodes' addresses in the group
    static List<String> command(GaleraBinaries binaries, Path dir, Ports ports, String members) {
        var command = new ArrayList<>(binaries.asNobody());
        command.addAll(List.of(
                binaries.server().toString(),
                "--no-defaults",
                "--datadir=" + dir.resolve("data"),
                "--tmpdir=" + dir.resolve("tmp"),
                "--pid-file=" + dir.resolve("mariadbd.pid"),
                // Relative to the data directory: the path of a Unix socket may have 107 characters.
                "--socket=../mariadbd.sock",
                "--bind-address=127.0.0.1",
                "--port=" + ports.sql(),
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--max-connections=100"));
        command.addAll(memory());
        command.addAll(cluster(binaries, dir, ports, members));
        return command;
    }

    private static List<String> memory() {
        return List.of(
                "--performance-schema=OFF",
                "--table-open-cache=400",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=8M",
                "--query-cache-size=0",
                "--innodb-buffer-pool-size=32M",
                "--innodb-log-buffer-size=4M",
                GaleraNode.REDO_LOG);
    }

    private static List<String> cluster(GaleraBinaries binaries, Path dir, Ports ports, String members) {
        return List.of(
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                // What is acknowledged is on disk, also when all nodes are killed at once.
                "--innodb-flush-log-at-trx-commit=1",
                "--wsrep-on=ON",
                "--wsrep-provider=" + binaries.provider(),
                "--wsrep-cluster-name=waddleperf-test",
                "--wsrep-cluster-address=gcomm://" + members,
                "--wsrep-node-name=" + dir.getFileName(),
                "--wsrep-node-address=127.0.0.1:" + ports.group(),
                "--wsrep-node-incoming-address=127.0.0.1:" + ports.sql(),
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=127.0.0.1:" + ports.snapshot(),
                "--wsrep-slave-threads=2",
                "--wsrep-provider-options=" + provider(ports));
    }

    private static String provider(Ports ports) {
        return String.join(
                ";",
                "base_host=127.0.0.1",
                "base_port=" + ports.group(),
                "gmcast.listen_addr=tcp://127.0.0.1:" + ports.group(),
                "ist.recv_addr=127.0.0.1:" + ports.transfer(),
                "ist.recv_bind=127.0.0.1:" + ports.transfer(),
                "gcache.size=32M",
                "gcache.recover=yes",
                "socket.ssl=NO",
                System.getProperty("galera.provider", ""));
    }
}
