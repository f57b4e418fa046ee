package io.waddleperf.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.regex.Pattern;

/// Which version this is, as the file `.version` of the source tree says it: `v1.4.0`, or `v1.4.0.1795766400` for a
/// build on the way there.
///
/// @param build seconds since the epoch; 0 for a release
public record Version(int major, int minor, int patch, long build) {
    private static final String FILE = ".version";
    private static final Pattern FORM =
            Pattern.compile("v?(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})(?:\\.([1-9]\\d{0,10}))?");

    public Version {
        if (major < 0 || minor < 0 || patch < 0 || build < 0) {
            throw new IllegalArgumentException("no number of a version is below 0");
        }
    }

    /// @param text with or without its `v`
    /// @throws IllegalArgumentException if it has another form
    public static Version parse(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a version is MAJOR.MINOR.PATCH[.BUILD], such as v1.4.0, not '" + text + "'");
        }
        return new Version(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3)),
                form.group(4) == null ? 0 : Long.parseLong(form.group(4)));
    }

    /// Of what runs here; 0.0.0 of now where it was built from a tree without the file.
    public static Version current(InstantSource now) {
        try (var file = Version.class.getResourceAsStream(FILE)) {
            return file == null
                    ? new Version(0, 0, 0, now.instant().getEpochSecond())
                    : parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the version in the jar of contracts was not read", e);
        }
    }

    /// Without the build: what artifacts are named by.
    public String semantic() {
        return major + "." + minor + "." + patch;
    }

    /// As `GET /version` answers: `{"service":"scheduler","version":"1.4.0","build":1795766400}`; a release has no
    /// `build`.
    ///
    /// @param service a name without characters that JSON would have to escape
    public String told(String service) {
        Require.name("service", service);
        return "{\"service\":\"" + service + "\",\"version\":\"" + semantic() + '"'
                + (build == 0 ? "}" : ",\"build\":" + build + '}');
    }

    @Override
    public String toString() {
        return build == 0 ? semantic() : semantic() + '.' + build;
    }
}
