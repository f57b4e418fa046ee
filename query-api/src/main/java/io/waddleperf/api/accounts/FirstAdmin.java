package io.waddleperf.api.accounts;

import io.quarkus.runtime.StartupEvent;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Makes the account `admin` where accounts are required and there is none, but of those whom a provider let in.
///
/// A password that nobody chose is told once, on the console and in no log, and must be changed.
@Singleton
final class FirstAdmin {
    static final String NAME = "admin";
    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);

    private final AccountSettings settings;
    private final Accounts accounts;
    private final Passwords passwords;
    private final InstantSource clock;
    private final Consumer<String> console;
    private volatile boolean done;

    @Inject
    FirstAdmin(AccountSettings settings, Accounts accounts, Passwords passwords) {
        this(settings, accounts, passwords, Clock.systemUTC(), System.out::println);
    }

    FirstAdmin(
            AccountSettings settings,
            Accounts accounts,
            Passwords passwords,
            InstantSource clock,
            Consumer<String> console) {
        this.settings = settings;
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
        this.console = console;
    }

    /// The database may not be there yet, or have no tables: then whoever signs in first causes it.
    void start(@Observes StartupEvent event) {
        try {
            ensure();
        } catch (RuntimeException e) {
            LOG.warnf("the first account is made later: %s", e.getMessage());
        }
    }

    void ensure() {
        if (done || !settings.required()) {
            return;
        }
        if (!accounts.hasLocal()) {
            make();
        }
        done = true;
    }

    private void make() {
        boolean chosen = settings.adminPassword().isPresent();
        String password = settings.adminPassword().orElseGet(() -> Secret.password(new SecureRandom()));
        var admin = new Account(
                NAME,
                passwords.hash(password),
                !chosen,
                Role.ADMIN,
                Scope.ALL,
                false,
                1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        boolean added = accounts.addFirst(admin);
        if (!added && !accounts.hasLocal()) {
            LOG.warn("nobody may sign in without the provider: somebody of it has the name " + NAME);
        }
        if (added && !chosen) {
            console.accept("sign in as " + NAME + " with the password " + password
                    + " (shown this once; it must be changed at the first sign-in)");
        }
    }
}
