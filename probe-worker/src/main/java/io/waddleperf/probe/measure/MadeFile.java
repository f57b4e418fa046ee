package io.waddleperf.probe.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A file that a test made beside its numbers. Who takes the measurement has it, and deletes it when it
/// is kept elsewhere.
///
/// @param name for whoever downloads it
public record MadeFile(String name, String mediaType, Path path) {
    private static final Logger LOG = Logger.getLogger(MadeFile.class.getName());

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) { // the next start empties the folder
            LOG.log(Level.WARNING, path + " cannot be deleted", e);
        }
    }
}
