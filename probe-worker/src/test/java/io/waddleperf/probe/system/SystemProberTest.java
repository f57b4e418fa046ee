package io.waddleperf.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.nativenet.Libc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemProberTest {
    private static final String HEAD = "Inter-| Receive\n face |bytes\n";

    @TempDir
    private Path root;

    @Test
    void tellsWhatAMachineDidWhileItWasWatched() throws Exception {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the sample routes are of such a machine");
        write("etc/os-release", "NAME=\"x\"\nPRETTY_NAME=\"Example Linux 12\"\n");
        write("etc/resolv.conf", "nameserver 127.0.0.53\n");
        write("run/systemd/resolve/resolv.conf", "nameserver 192.0.2.53\n");
        write("proc/loadavg", "1.50 1.02 0.55 2/176 14507\n");
        write("proc/meminfo", "MemAvailable:   1000 kB\n");
        write("proc/net/route", "head\neth7 00000000 010200C0 0003 0 0 0 00000000\n");
        write("proc/stat", "cpu 100 0 0 100 0\n");
        write("proc/net/dev", HEAD + "eth7: 1000 9 1 1 0 0 0 0 2000 9 0 0 0 0 0 0\n");
        write("sys/class/net/eth7/mtu", "1400\n");
        write("sys/class/net/eth7/flags", "0x1003\n");
        write("sys/class/net/eth7/operstate", "up\n");
        var watched = new ArrayList<Long>();
        var measured = run(new LinuxMachine(root), nanos -> {
            watched.add(nanos);
            write("proc/stat", "cpu 130 0 0 110 0\n");
            write(
                    "proc/net/dev",
                    HEAD + "eth7: 1500 9 2 4 0 0 0 0 2600 9 1 0 0 0 0 0\nnew: 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5\n");
        });
        assertEquals(List.of(1_000_000_000L), watched);
        assertInstanceOf(Outcome.Measured.class, measured.outcome());
        assertEquals(
                Metrics.builder()
                        .put(Metric.CPU_BUSY_RATIO, 0.75)
                        .put(Metric.LOAD_AVERAGE, 1.5)
                        .put(Metric.MEMORY_AVAILABLE_BYTES, 1_024_000)
                        .put(Metric.INTERFACE_ERRORS, 2)
                        .build(),
                measured.metrics());
        var details = details(measured);
        assertTrue(details.system().endsWith(", Example Linux 12"), details.system());
        assertEquals(
                List.of(
                        new Details.Interface("eth7", true, 1_400, List.of(), 500, 600, 2, 3),
                        new Details.Interface("new", false, 0, List.of(), 0, 0, 0, 0)),
                details.interfaces());
        assertEquals(List.of("default via 192.0.2.1 dev eth7"), details.routes());
        assertEquals(List.of("127.0.0.53", "192.0.2.53"), details.resolvers());
        assertEquals("procfs", measured.how().method());
    }

    @Test
    void saysUnknownWhereTheSystemTellsNothing() throws Exception {
        var measured = run(new LinuxMachine(root), _ -> {});
        assertInstanceOf(Outcome.Measured.class, measured.outcome());
        assertEquals(Metrics.NONE, measured.metrics());
        var details = details(measured);
        assertEquals(
                List.of(List.of(), List.of(), List.of()),
                List.of(details.interfaces(), details.routes(), details.resolvers()));
    }

    @Test
    void tellsOfThisMachine() throws Exception {
        assumeTrue(Libc.available(), "of other systems the JDK tells less");
        var measured = SystemProber.ofThisMachine(_ -> {})
                .run(SystemSpec.DEFAULT, Loopback.destination("127.0.0.1", 0), Loopback.deadline(3_000));
        assertTrue(measured.metrics().get(Metric.LOAD_AVERAGE).isPresent());
        assertTrue(measured.metrics().get(Metric.MEMORY_AVAILABLE_BYTES).orElseThrow() > 0);
        var loopback = details(measured).interfaces().stream()
                .filter(one -> one.name().equals("lo"))
                .findFirst()
                .orElseThrow();
        assertTrue(loopback.up());
        assertTrue(loopback.addresses().contains("127.0.0.1"));
        assertTrue(loopback.mtuBytes() > 0);
        assertFalse(details(measured).clock().isEmpty());
    }

    @Test
    void asksTheJdkElsewhere() throws Exception {
        var measured = run(new OtherMachine(), _ -> {});
        assertInstanceOf(Outcome.Measured.class, measured.outcome());
        assertEquals("jdk", measured.how().method());
        assertEquals("unknown", details(measured).clock());
        assertFalse(details(measured).interfaces().isEmpty());
    }

    @Test
    void tellsHowRightTheClockIs() {
        var right = Optional.of(new KernelClock(true, 12_345));
        var wrong = Optional.of(new KernelClock(false, 16_000_000));
        assertEquals(
                List.of(
                        "synchronised by chrony, error at most 12.3 ms",
                        "synchronised, error at most 12.3 ms",
                        "not synchronised; chrony runs",
                        "not synchronised",
                        "unknown; chrony runs",
                        "unknown"),
                List.of(
                        ClockReport.of(right, Optional.of("chrony")),
                        ClockReport.of(right, Optional.empty()),
                        ClockReport.of(wrong, Optional.of("chrony")),
                        ClockReport.of(wrong, Optional.empty()),
                        ClockReport.of(Optional.empty(), Optional.of("chrony")),
                        ClockReport.of(Optional.empty(), Optional.empty())));
    }

    @Test
    void findsWhatSetsTheClock() throws IOException {
        assertEquals(Optional.empty(), new LinuxMachine(root).clockKeeper());
        write("run/chrony/chronyd.pid", "1");
        assertEquals(Optional.of("chrony"), new LinuxMachine(root).clockKeeper());
    }

    private static Measurement run(Machine machine, Pause pause) throws InterruptedException {
        return new SystemProber(machine, pause)
                .run(SystemSpec.DEFAULT, Loopback.destination("127.0.0.1", 0), Loopback.deadline(3_000));
    }

    private static Details.SystemDetails details(Measurement measured) {
        return assertInstanceOf(Details.SystemDetails.class, measured.details());
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
