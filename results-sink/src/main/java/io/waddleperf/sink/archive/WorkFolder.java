package io.waddleperf.sink.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Files of this process that are being written or merged. Those that a killed one left are taken
/// away: what was in them is still in Kafka.
final class WorkFolder {
    private final Path base;
    private final String own = Long.toString(ProcessHandle.current().pid());

    WorkFolder(Path base) {
        this.base = base;
    }

    /// A folder that is there and empty.
    Path fresh(String name) throws IOException {
        clear();
        Path folder = base.resolve(own).resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    private void clear() throws IOException {
        Files.createDirectories(base);
        try (var folders = Files.list(base)) {
            for (Path folder : folders.toList()) {
                String pid = folder.getFileName().toString();
                boolean ofAnother = !pid.equals(own) && pid.matches("\\d{1,18}");
                if (ofAnother && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
