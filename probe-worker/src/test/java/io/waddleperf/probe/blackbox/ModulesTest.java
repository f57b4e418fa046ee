package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();
    private int written;

    @TempDir
    private Path directory;

    @Test
    void keepsWhatItHasWhereTheFileCannotBeUsedAnyMore() throws IOException {
        write("modules: {a: {prober: icmp}}");
        var modules = Modules.of(Optional.of(file()), now::get);
        write("modules: [");
        now.addAndGet(2 * SECOND);
        assertEquals(Set.of("a"), modules.current().modules().keySet());
        Files.delete(file());
        now.addAndGet(2 * SECOND);
        assertEquals(Set.of("a"), modules.current().modules().keySet());
        write("modules: {b: {prober: icmp}}");
        now.addAndGet(2 * SECOND);
        assertEquals(Set.of("b"), modules.current().modules().keySet());
    }

    @Test
    void looksAtTheFileOnceASecond() throws IOException {
        write("modules: {a: {prober: icmp}}");
        var modules = Modules.of(Optional.of(file()), now::get);
        write("modules: {b: {prober: icmp}}");
        now.addAndGet(SECOND / 2);
        assertEquals(Set.of("a"), modules.current().modules().keySet());
    }

    @Test
    void hasModulesOfItsOwnWithoutAFile() throws IOException {
        assertEquals(
                Set.of("http_2xx", "tcp_connect", "tls_connect", "icmp", "dns_udp", "dns_tcp"),
                Modules.of(Optional.empty(), now::get).current().modules().keySet());
    }

    private Path file() {
        return directory.resolve("blackbox.yml");
    }

    /// Each time with a later time of change.
    private void write(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(++written * 1_000L));
    }
}
