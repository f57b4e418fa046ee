package io.waddleperf.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What a server wrote while it ran: one file for this run and one for the run before.
final class ServerLog {
    private ServerLog() {}

    static void startNew(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The first line that MariaDB marks as an error (the rest follow from it), else the last line.
    static String firstError(Path log) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                            .filter(line -> line.contains("ERROR"))
                            .findFirst()
                            .orElse(lines.isEmpty() ? "nothing was logged" : lines.getLast())
                    + " (see " + log + ")";
        } catch (IOException e) {
            return "its log " + log + " cannot be read: " + e;
        }
    }
}
