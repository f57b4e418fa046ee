package io.waddleperf.probe.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts of /proc, /sys, /etc and /run.
///
/// @param root where these lie
record SystemFiles(Path root) {
    /// No file is read further: some thousand routes or interfaces.
    private static final int MOST_BYTES = 262_144;

    /// Empty where there is none, or it may not be read.
    String text(String file) {
        try (var bytes = Files.newInputStream(root.resolve(file))) {
            return new String(bytes.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) { // no such file, or a name that is no path
            return "";
        }
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }
}
