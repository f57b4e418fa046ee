package io.waddleperf.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What this machine lets a probe do that runs as this user. Linux says it in /proc; of other systems only the
/// Java runtime is known.
final class MachineChecks {
    private static final int OLDEST_JAVA = 25;
    private static final int ENOUGH_FILES = 4_096;

    /// `CAP_NET_RAW` of capabilities(7).
    private static final int NET_RAW = 13;

    private final Path proc;

    /// @param proc where procfs is
    MachineChecks(Path proc) {
        this.proc = proc;
    }

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        findings.add(java());
        if (lines("self/status").isEmpty()) {
            findings.add(Finding.warn(
                    "icmp",
                    "what a probe may do on this system is not known here",
                    "`./waddleperf measure 127.0.0.1` shows it"));
            return findings;
        }
        findings.add(icmp());
        findings.add(captures());
        files().ifPresent(findings::add);
        return findings;
    }

    private static Finding java() {
        var version = Runtime.version();
        String words = version + " in " + System.getProperty("java.home");
        return version.feature() >= OLDEST_JAVA
                ? Finding.ok("java", words)
                : Finding.fail("java", words, "install a JDK " + OLDEST_JAVA + " or newer and set JAVA_HOME to it");
    }

    private Finding icmp() {
        if (mayUseRawSockets()) {
            return Finding.ok("icmp", "raw sockets: this user may ping and trace");
        }
        return mayUsePingSockets()
                ? Finding.ok("icmp", "ping sockets: this user may ping")
                : Finding.warn(
                        "icmp",
                        "a probe of this user can neither ping nor trace by ICMP",
                        "as root: sysctl -w net.ipv4.ping_group_range=\"0 2147483647\", or give the JVM of the probe"
                                + " CAP_NET_RAW");
    }

    private Finding captures() {
        return mayUseRawSockets()
                ? Finding.ok("capture", "this user may capture packets, where the probe is told --capture=true")
                : Finding.warn(
                        "capture",
                        "a probe of this user cannot capture packets",
                        "only where captures are wanted: give the JVM of the probe CAP_NET_RAW");
    }

    private Optional<Finding> files() {
        return lines("self/limits").stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring("Max open files".length()).strip().replaceFirst("\\s.*", ""))
                .findFirst()
                .map(limit -> limit.equals("unlimited") || Long.parseLong(limit) >= ENOUGH_FILES
                        ? Finding.ok("files", "may be open at once: " + limit)
                        : Finding.warn(
                                "files",
                                "only " + limit + " may be open at once",
                                "`ulimit -n " + ENOUGH_FILES + "` before `./waddleperf up` or the probe"));
    }

    private boolean mayUseRawSockets() {
        return field("CapEff")
                .map(hex -> (Long.parseUnsignedLong(hex, 16) >>> NET_RAW & 1) == 1)
                .orElse(false);
    }

    /// icmp(7): the groups of a process, of which one must be in the range of the sysctl.
    private boolean mayUsePingSockets() {
        var range = lines("sys/net/ipv4/ping_group_range").stream()
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .map(Long::valueOf)
                .toList();
        return range.size() == 2 && groups().anyMatch(group -> group >= range.getFirst() && group <= range.getLast());
    }

    private Stream<Long> groups() {
        return Stream.of("Gid", "Groups")
                .flatMap(name -> field(name).stream())
                .flatMap(text -> Arrays.stream(text.split("\\s+")))
                .filter(text -> text.matches("\\d+"))
                .map(Long::valueOf);
    }

    private Optional<String> field(String name) {
        return lines("self/status").stream()
                .filter(line -> line.startsWith(name + ':'))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /// None where it cannot be read.
    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file));
        } catch (IOException _) {
            return List.of();
        }
    }
}
