package io.waddleperf.probe.blackbox;

import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Who vouches for the servers of a module: those of a file, which is read for each scrape as there, or
/// the probe's own.
record Authorities(Optional<Path> file) {
    static final Authorities OWN = new Authorities(Optional.empty());

    /// @param own of the probe
    /// @throws IOException where the file cannot be used
    Trust or(Trust own) throws IOException {
        return file.isEmpty() ? own : Trust.ofPem(file.get());
    }
}
