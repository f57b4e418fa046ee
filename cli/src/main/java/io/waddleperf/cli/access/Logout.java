package io.waddleperf.cli.access;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.api.Answer;
import io.waddleperf.cli.api.Query;
import io.waddleperf.cli.api.SavedLogin;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.Map;

/// Ends a token that `login` has made.
final class Logout {
    private Logout() {}

    /// Nothing where it was made elsewhere.
    ///
    /// @throws CommandFailure where it stays good, or nobody can tell
    static void revoke(SavedLogin login, Path file) {
        login.tokenId().ifPresent(id -> {
            String path = Query.of("/api/v1/tokens").part(id).toString();
            var api = login.api(file);
            Answer answer = api.ask("DELETE", path, Map.of(), null);
            if (answer.isRefusal() && !isOver(answer)) {
                throw api.refused(answer);
            }
        });
    }

    private static boolean isOver(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED
                || answer.status() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /// Says what stays good.
    static void revokeQuietly(SavedLogin login, Path file, PrintStream err) {
        try {
            revoke(login, file);
        } catch (CommandFailure e) {
            err.println("the token of before at " + login.url() + ", is still good: " + e.getMessage());
        }
    }
}
