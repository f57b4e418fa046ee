package io.waddleperf.probe.capture;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.BooleanSupplier;

/// Where a machine that allows captures puts their files.
///
/// @param room whether one more may be made
public record CaptureFolder(Path directory, BooleanSupplier room) {
    /// Deletes what a killed process has left.
    public static CaptureFolder emptied(Path directory, BooleanSupplier room) throws IOException {
        Files.createDirectories(directory);
        try (var left = Files.list(directory)) {
            for (var file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        return new CaptureFolder(directory, room);
    }

    /// A new, empty file that only its owner may read.
    ///
    /// @throws FileAlreadyExistsException where there is one of that name
    Path create(String name) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[] {};
        return Files.createFile(directory.resolve(name), mine);
    }
}
