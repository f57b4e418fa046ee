package io.waddleperf.sink.notify;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where this process finds the secrets that channels of the configuration name.
///
/// Whoever may write such a channel says to whom a secret is shown, so only what was put there for
/// channels can be named: variables that begin with `NOTIFY_`, and files of one folder.
///
/// @param environment of the process
/// @param folder      null: none is set
record SecretPlaces(
        Map<String, String> environment, @Nullable Path folder) {
    /// @param text `env:NOTIFY_…` or `file:NAME`, else it is no secret
    Secret at(String text) {
        if (text.startsWith("env:")) {
            return new Secret.InEnvironment(text.substring("env:".length()), environment);
        }
        if (!text.startsWith("file:")) {
            return new Secret.Literal(text);
        }
        return folder == null
                ? new Secret.Missing(text + " cannot be found: waddleperf.notifications.secrets names no folder")
                : new Secret.InFile(folder.resolve(text.substring("file:".length())));
    }

    @Nullable
    Secret atOrNull(@Nullable String text) {
        return text == null ? null : at(text);
    }
}
