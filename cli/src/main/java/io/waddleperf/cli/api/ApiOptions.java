package io.waddleperf.cli.api;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Operator;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.RunningUp;
import io.waddleperf.cli.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which API a command talks to, and as whom: what its options say, else where somebody has signed in by `login`,
/// else the `up` of this directory.
public final class ApiOptions {
    /// A token of an account, where the API asks for one; before all others.
    private static final String TOKEN = "WADDLEPERF_TOKEN";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the directory of a running `up` (default: where `login` signed in, else data)")
    private @Nullable Path data;

    @Option(names = "--api", paramLabel = "URL", description = "the API's address, instead of --data")
    private @Nullable String url;

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description = "the certificate that the API's is signed by, with --api")
    private @Nullable Path authority;

    /// An API, and who said that it is this one.
    public record Chosen(Api api, String by) {}

    public Api connect(Surroundings surroundings) {
        return choose(surroundings.operator()).api();
    }

    public Chosen choose(Operator operator) {
        var token = operator.variable(TOKEN);
        var chosen = chosen(operator);
        return token.isEmpty()
                ? chosen
                : new Chosen(
                        new Api(chosen.api().url(), chosen.api().authority(), token),
                        chosen.by() + ", the token by " + TOKEN);
    }

    private Chosen chosen(Operator operator) {
        if (url != null && data != null) {
            throw new CommandFailure(Exit.WRONG_USE, "--data and --api both say where the API is; leave one out");
        }
        if (url == null && authority != null) {
            throw new CommandFailure(Exit.WRONG_USE, "--authority goes with --api; --data knows its own");
        }
        if (data != null) {
            return ofUp(data);
        }
        Path file = SavedLogin.file(operator);
        var saved = SavedLogin.read(file);
        if (url == null) {
            return saved.map(login -> new Chosen(login.api(file), file.toString()))
                    .orElseGet(() -> ofUp(Path.of("data")));
        }
        var wanted = uri(url);
        return saved.filter(login -> authority == null && login.url().equals(wanted))
                .map(login -> new Chosen(login.api(file), "--api, signed in by " + file))
                .orElseGet(
                        () -> new Chosen(new Api(wanted, Optional.ofNullable(authority), Optional.empty()), "--api"));
    }

    /// Where it is, without anybody's token: for whoever signs in.
    public Api anonymous() {
        if (url != null && data != null) {
            throw new CommandFailure(Exit.WRONG_USE, "--data and --api both say where the API is; leave one out");
        }
        if (url != null) {
            return new Api(uri(url), Optional.ofNullable(authority), Optional.empty());
        }
        var up = ofUp(data == null ? Path.of("data") : data).api();
        return new Api(up.url(), up.authority(), Optional.empty());
    }

    private static Chosen ofUp(Path directory) {
        var up = RunningUp.web(directory);
        return new Chosen(
                new Api(up.url(), up.authority(), up.token()),
                directory.resolve("runtime.json").toString());
    }

    private static URI uri(String text) {
        try {
            var uri = URI.create(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null) {
                requireBare(uri);
                return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new CommandFailure(
                Exit.WRONG_USE, "--api must be a URL such as https://192.0.2.7:8080, not " + Plain.line(text));
    }

    /// The rest would be dropped in silence: the API stands at the root, and a token says who asks.
    private static void requireBare(URI uri) {
        boolean atRoot = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (!atRoot || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    "--api must be scheme, host and port alone, such as https://192.0.2.7:8080: no path, query or"
                            + " fragment, and no name or password, for which there is `./waddleperf login`");
        }
    }
}
