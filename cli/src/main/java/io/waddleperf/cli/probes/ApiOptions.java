package io.waddleperf.cli.probes;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.RunningUp;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which API a command talks to.
public final class ApiOptions {
    /// A token of an account, where the API asks for one.
    private static final String TOKEN = "WADDLEPERF_TOKEN";

    @Option(names = "--data", paramLabel = "DIR", description = "the directory of a running `up` (default: data)")
    private @Nullable Path data;

    @Option(names = "--api", paramLabel = "URL", description = "the API's address, instead of --data")
    private @Nullable String url;

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description = "the certificate that the API's is signed by, with --api")
    private @Nullable Path authority;

    public Api connect() {
        Optional<String> token = Optional.ofNullable(System.getenv(TOKEN)).filter(text -> !text.isBlank());
        if (url == null) {
            if (authority != null) {
                throw new CommandFailure(Exit.WRONG_USE, "--authority goes with --api; --data knows its own");
            }
            var up = RunningUp.web(data == null ? Path.of("data") : data);
            return new Api(up.url(), up.authority(), token.or(up::token));
        }
        if (data != null) {
            throw new CommandFailure(Exit.WRONG_USE, "--data and --api both say where the API is; leave one out");
        }
        return new Api(uri(url), Optional.ofNullable(authority), token);
    }

    private static URI uri(String text) {
        try {
            var uri = URI.create(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new CommandFailure(Exit.WRONG_USE, "--api must be a URL such as https://192.0.2.7:8080, not " + text);
    }
}
