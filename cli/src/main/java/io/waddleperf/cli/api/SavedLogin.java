package io.waddleperf.cli.api;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Operator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where somebody has signed in, kept between commands.
///
/// @param name      of the account
/// @param token     empty where the API asks nobody who they are
/// @param tokenId   empty where the token was made elsewhere: it is not ours to revoke
/// @param authority the certificate to trust, in PEM; it is kept as a file beside the other, since TLS is told of files
public record SavedLogin(
        URI url, String name, Optional<String> token, Optional<String> tokenId, Optional<String> authority) {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    /// `$XDG_CONFIG_HOME/waddleperf/login.json`; `~/.config` where that variable is absent or not absolute, as the
    /// XDG Base Directory Specification says.
    public static Path file(Operator operator) {
        Path config = operator.variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(operator.variable("HOME").orElse(System.getProperty("user.home")), ".config"));
        return config.resolve("waddleperf").resolve("login.json");
    }

    /// Empty where nobody has signed in.
    public static Optional<SavedLogin> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var json = Json.MAPPER.fromJsonObject(Files.readString(file));
            return Optional.of(new SavedLogin(
                    URI.create(text(json, "url").orElseThrow()),
                    text(json, "name").orElse(""),
                    text(json, "token"),
                    text(json, "tokenId"),
                    certificate(file)));
        } catch (IOException | RuntimeException e) {
            throw new CommandFailure(
                    Exit.WRONG_USE, file + " cannot be read: " + e.getMessage() + "; remove it and sign in again", e);
        }
    }

    private static Optional<String> text(Map<String, Object> json, String field) {
        return json.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /// How commands talk to it.
    public Api api(Path file) {
        return new Api(url, authority.map(_ -> certificateFile(file)), token);
    }

    /// Nobody else may read it; it is there as a whole or not at all.
    public void write(Path file) {
        var json = new LinkedHashMap<String, Object>();
        json.put("url", url.toString());
        json.put("name", name);
        token.ifPresent(text -> json.put("token", text));
        tokenId.ifPresent(text -> json.put("tokenId", text));
        remove(file);
        authority.ifPresent(text -> replace(certificateFile(file), text));
        replace(file, Json.MAPPER.toJson(json) + '\n');
    }

    static Path certificateFile(Path file) {
        return file.resolveSibling("authority.pem");
    }

    private static Optional<String> certificate(Path file) throws IOException {
        Path kept = certificateFile(file);
        return Files.exists(kept) ? Optional.of(Files.readString(kept)) : Optional.empty();
    }

    private static void replace(Path file, String text) {
        try {
            Path folder = file.resolveSibling(""); // that of the file
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, owners(folder, OWNERS_FOLDER));
            }
            Path whole = Files.createTempFile(folder, "login", ".new", owners(folder, OWNERS));
            try {
                Files.writeString(whole, text, StandardCharsets.UTF_8);
                Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    Exit.WRONG_USE, file + " cannot be written: " + e + "; XDG_CONFIG_HOME names another place", e);
        }
    }

    /// Nothing on file systems without such permissions, whose folders are their owner's.
    private static FileAttribute<?>[] owners(Path at, Set<PosixFilePermission> permissions) {
        boolean posix = at.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /// What others could read of it.
    public static boolean isOthers(Path file) {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && !OWNERS.containsAll(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new CommandFailure(Exit.WRONG_USE, file + " cannot be read: " + e, e);
        }
    }

    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(certificateFile(file));
        } catch (IOException e) {
            throw new CommandFailure(Exit.WRONG_USE, file + " cannot be removed: " + e + "; remove it by hand", e);
        }
    }
}
