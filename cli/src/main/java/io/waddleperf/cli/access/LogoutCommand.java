package io.waddleperf.cli.access;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.SavedLogin;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `logout`: revokes what `login` made, and forgets it.
@Command(
        name = "logout",
        description = "Revokes the token that `login` made, and forgets it.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class LogoutCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--forget", description = "forget it although it cannot be revoked now")
    private boolean forget;

    private LogoutCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new LogoutCommand(surroundings));
    }

    @Override
    public Integer call() {
        Path file = SavedLogin.file(surroundings.operator());
        var found = SavedLogin.read(file);
        if (found.isEmpty()) {
            surroundings.err().println("nobody has signed in");
            return Exit.OK;
        }
        var login = found.get();
        if (forget) {
            Logout.revokeQuietly(login, file, surroundings.err());
        } else {
            revoke(login, file);
        }
        SavedLogin.remove(file);
        surroundings.err().println(words(login));
        return Exit.OK;
    }

    private static void revoke(SavedLogin login, Path file) {
        try {
            Logout.revoke(login, file);
        } catch (CommandFailure e) {
            throw new CommandFailure(
                    e.exitCode(), e.getMessage() + "\n--forget forgets the token although it stays good", e);
        }
    }

    private static String words(SavedLogin login) {
        if (login.token().isPresent() && login.tokenId().isEmpty()) {
            return "forgotten; the token at " + login.url() + " was made elsewhere and is still good";
        }
        return "signed out at " + login.url();
    }
}
