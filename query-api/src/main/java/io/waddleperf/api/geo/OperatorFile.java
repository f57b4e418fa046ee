package io.waddleperf.api.geo;

import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A file in MaxMind's format that the operator brings.
///
/// It may be replaced while the service runs, by renaming another to its name, as geoipupdate does: from the next
/// question on the new one is asked.
final class OperatorFile {
    private static final Logger LOG = Logger.getLogger(OperatorFile.class);

    private final Kind kind;
    private final @Nullable Path file;
    private @Nullable Opened opened;

    /// @param setting that names the file
    /// @param files   which the setting takes, such as "a GeoLite2 ASN file"
    /// @param trial   a question that only such a file can be asked
    record Kind(String setting, String files, Trial trial) {}

    /// A question to a file, whatever it answers.
    @FunctionalInterface
    interface Trial {
        /// @throws UnsupportedOperationException where the file is of another kind
        void ask(DatabaseReader reader, InetAddress address) throws IOException, GeoIp2Exception;
    }

    /// @param reader of a file that is mapped; one that nobody asks any more goes with the garbage
    private record Opened(FileTime modified, DatabaseReader reader) {}

    /// @param file null: there is none
    OperatorFile(Kind kind, @Nullable Path file) {
        this.kind = kind;
        this.file = file;
    }

    /// @throws IllegalArgumentException where the file is set and is none of its kind
    synchronized void open() {
        if (file != null) {
            opened = opened(file);
        }
    }

    /// As the file is now; as it was before, where it cannot be read any more; empty where there is none.
    synchronized Optional<DatabaseReader> reader() {
        if (file == null || opened == null) {
            return Optional.empty();
        }
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(opened.modified)) {
                opened = new Opened(modified, opened.reader); // what is no such file is read once only
                opened = opened(file);
                LOG.infof("%s: %s of %s is asked from now on", kind.setting, file, modified);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("%s cannot be read, and as it was before is asked: %s", file, e.getMessage());
        }
        return Optional.of(opened.reader);
    }

    private Opened opened(Path path) {
        try {
            FileTime modified = Files.getLastModifiedTime(path);
            var reader = new DatabaseReader.Builder(path.toFile()).build();
            kind.trial.ask(reader, InetAddress.getLoopbackAddress());
            return new Opened(modified, reader);
        } catch (IOException | GeoIp2Exception | UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    kind.setting + ": " + path + " must be " + kind.files + ": " + e.getMessage(), e);
        }
    }
}
