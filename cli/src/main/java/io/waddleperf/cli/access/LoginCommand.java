package io.waddleperf.cli.access;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Operator;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.api.SavedLogin;
import io.waddleperf.cli.text.Fields;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `login`: makes a token of an account, and keeps it with the API's address for the commands that follow.
@Command(
        name = "login",
        description = "Signs in, so that other commands need neither an address nor a token.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "docs/reference/cli.md says where it is kept, and what comes first where several say it."})
public final class LoginCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 366;
    private static final int MOST_TOKEN = 1_000;

    private final Surroundings surroundings;

    @Option(names = "--name", paramLabel = "NAME", description = "of the account (default: it is asked for)")
    private @Nullable String name;

    @Option(names = "--token-stdin", description = "read a token that was made elsewhere from the standard input")
    private boolean tokenOnInput;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "what the commands may do: viewer, maintainer or admin (default: all that the account may)")
    private @Nullable String role;

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            description = "so long it is good, 1 to 366 (default: ${DEFAULT-VALUE})")
    private int days = 90;

    @Mixin
    private final ApiOptions options = new ApiOptions();

    private LoginCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new LoginCommand(surroundings));
    }

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new CommandFailure(Exit.WRONG_USE, "--days must be 1 to " + MOST_DAYS + ", not " + days);
        }
        if (tokenOnInput && (name != null || role != null)) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "--token-stdin brings an account and a role with it; leave --name and --role out");
        }
        var api = options.anonymous();
        api.requireSecrecy();
        Path file = SavedLogin.file(surroundings.operator());
        var before = SavedLogin.read(file);
        var login = tokenOnInput ? withToken(api, token(surroundings.operator())) : withPassword(api);
        before.ifPresent(old -> Logout.revokeQuietly(old, file, surroundings.err()));
        login.write(file);
        return Exit.OK;
    }

    private SavedLogin withToken(Api api, String token) {
        var known = new Api(api.url(), api.authority(), Optional.of(token));
        var me = known.get("/api/v1/me");
        say(Fields.text(me, "name"), Fields.text(me, "role"), api);
        return login(known, Fields.text(me, "name"), Optional.empty());
    }

    private SavedLogin withPassword(Api api) {
        var me = api.ask("GET", "/api/v1/me", Map.of(), null);
        if (!me.isRefusal() && name == null) {
            surroundings.err().println("the WaddlePerf at " + api.url() + " asks nobody who they are");
            return login(api, "", Optional.empty());
        }
        var operator = surroundings.operator();
        String account = name == null ? asked(operator.line(), "name: ") : name;
        String password = asked(operator.secret(), "password of " + Plain.line(account) + ": ");
        try (var session = Session.open(api, account, password)) {
            if (session.mustChangePassword()) {
                changePassword(session, password);
            }
            return withToken(api, session);
        }
    }

    private SavedLogin withToken(Api api, Session session) {
        String granted = role == null ? session.role() : role;
        var made = session.makeToken(Map.of("name", "waddleperf-login", "role", granted, "validDays", days));
        var known = new Api(api.url(), api.authority(), Optional.of(Fields.text(made, "secret")));
        say(session.name(), granted, api);
        surroundings
                .err()
                .println("until " + Fields.text(Fields.map(made, "token"), "expiresAt")
                        + "; `./waddleperf logout` ends it");
        return login(known, session.name(), Optional.of(Fields.text(Fields.map(made, "token"), "id")));
    }

    private void changePassword(Session session, String current) {
        var secret = surroundings.operator().secret();
        surroundings.err().println("the password must be changed first: 12 characters or more");
        String wanted = asked(secret, "new password: ");
        if (!wanted.equals(asked(secret, "again: "))) {
            throw new CommandFailure(Exit.WRONG_USE, "the two are not the same; nothing was changed");
        }
        session.changePassword(current, wanted);
    }

    private void say(String account, String granted, Api api) {
        surroundings.err().println("signed in at " + api.url() + " as " + account + ", " + granted);
    }

    private static SavedLogin login(Api api, String account, Optional<String> tokenId) {
        return new SavedLogin(
                api.url(), account, api.token(), tokenId, api.authority().map(LoginCommand::certificate));
    }

    private static String certificate(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(Exit.WRONG_USE, file + " cannot be read: " + e, e);
        }
    }

    private static String token(Operator operator) {
        try {
            var input = new InputStreamReader(operator.input(), StandardCharsets.UTF_8);
            String line = new BufferedReader(input).readLine();
            String token = line == null ? "" : line.strip();
            if (token.isEmpty() || token.length() > MOST_TOKEN || !token.matches("[\\x21-\\x7e]+")) {
                throw new CommandFailure(
                        Exit.WRONG_USE, "the first line of the standard input must be a token, as `wpt_…`");
            }
            return token;
        } catch (IOException e) {
            throw new CommandFailure(Exit.WRONG_USE, "the standard input cannot be read: " + e.getMessage(), e);
        }
    }

    private static String asked(Operator.Prompt prompt, String words) {
        return prompt.ask(words).filter(text -> !text.isBlank()).orElseThrow(nobody(words));
    }

    private static Supplier<CommandFailure> nobody(String words) {
        return () -> new CommandFailure(
                Exit.WRONG_USE,
                "nobody answered `" + words.strip() + "`; where there is no terminal, --token-stdin reads a token that"
                        + " POST /api/v1/tokens has made");
    }
}
