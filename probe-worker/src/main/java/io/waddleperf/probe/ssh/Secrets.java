package io.waddleperf.probe.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The directory of keys and passwords that checks may name, a file each. A command carries the name
/// only; what is in the file never leaves the probe but to the server that it is for.
///
/// @param directory empty where this probe has none
public record Secrets(Optional<Path> directory) {
    public static final Secrets NONE = new Secrets(Optional.empty());

    private static final int MOST_BYTES = 65_536;

    /// A group may read: that is how container platforms give a file to a process without root.
    private static final Set<PosixFilePermission> TOO_MUCH = EnumSet.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    /// A secret, or why there is none.
    sealed interface Found {
        record Secret(String text) implements Found {
            /// A secret is not for logs.
            @Override
            public String toString() {
                return "Secret[…]";
            }
        }

        record None(String why) implements Found {}
    }

    /// @param name of a file; whatever it is, no file outside the directory is read
    Found read(String name) {
        if (directory.isEmpty()) {
            return new Found.None("this probe keeps no secrets: give it --secrets=DIRECTORY");
        }
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
            return new Found.None("the name of the secret is no name of a file: " + name.length() + " characters");
        }
        try {
            return read(directory.get().toRealPath(), name);
        } catch (NoSuchFileException e) {
            return new Found.None(
                    "this probe has no secret " + name + ": put a file of that name into " + directory.get());
        } catch (IOException e) {
            return new Found.None(
                    "the secret " + name + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Found read(Path directory, String name) throws IOException {
        var file = directory.resolve(name).toRealPath();
        if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
            return new Found.None("the secret " + name + " is no file within " + directory);
        }
        if (tooOpen(file)) {
            return new Found.None("others may read or change the secret " + name + ": chmod 600 " + file);
        }
        if (Files.size(file) > MOST_BYTES) {
            return new Found.None("the secret " + name + " is larger than " + MOST_BYTES + " bytes");
        }
        String text = Files.readString(file);
        return text.isBlank() ? new Found.None("the secret " + name + " is empty") : new Found.Secret(text);
    }

    private static boolean tooOpen(Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(TOO_MUCH::contains);
        } catch (UnsupportedOperationException e) {
            return false; // a file system without such rights
        }
    }
}
