package io.waddleperf.api.system;

import io.waddleperf.api.system.SystemView.ArchiveFindings;
import io.waddleperf.archive.store.StoreSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// Looks at the disk of an archive in a folder.
@Singleton
final class ArchivePart {
    private static final double FREE_LEAST = 0.05;

    private final Optional<StoreSettings> settings;

    ArchivePart(Config config) {
        settings = config.getOptionalValue(StoreSettings.LOCATION, String.class)
                .map(_ -> StoreSettings.of(name -> config.getOptionalValue(name, String.class)));
    }

    Part<ArchiveFindings> archive() throws IOException {
        if (settings.isEmpty()) {
            return Part.ok(new ArchiveFindings("none", null, null));
        }
        return switch (settings.get()) {
            case StoreSettings.S3 _ -> Part.ok(new ArchiveFindings("s3", null, null));
            case StoreSettings.Directory(Path folder) -> folder(folder);
        };
    }

    /// The folder itself is made when it is first used.
    private static Part<ArchiveFindings> folder(Path folder) throws IOException {
        Path there = Files.exists(folder) ? folder : folder.getParent();
        var disk = Files.getFileStore(there);
        var found = new ArchiveFindings("dir", disk.getTotalSpace(), disk.getUsableSpace());
        return disk.getUsableSpace() < disk.getTotalSpace() * FREE_LEAST
                ? Part.degraded(found, "the archive's disk is full but for " + (disk.getUsableSpace() >> 20) + " MiB")
                : Part.ok(found);
    }
}
