package io.waddleperf.api.accounts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.sql.Row;
import io.waddleperf.contracts.Require;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in.
///
/// @param mustChangePassword at the next sign-in, before anything else
/// @param scope   what they see; of an admin it is everything
/// @param version grows with each change
/// @param known   by whom else they are known; null: by the password here
public record Account(
        String name,
        @JsonIgnore String passwordHash,
        boolean mustChangePassword,
        Role role,
        Scope scope,
        boolean disabled,
        long version,
        Instant createdAt,
        @JsonIgnore @Nullable Elsewhere known) {
    /// Who stands so in the audit is not an account.
    private static final Set<String> TAKEN = Set.of("api", "system");

    /// As a provider of OpenID Connect knows them.
    public record Elsewhere(String issuer, String subject) {}

    public Account {
        requireName(name);
        Require.that(role != Role.ADMIN || scope.isWhole(), "sites", scope, "and tags cannot bound an admin");
    }

    /// Nothing else is looked for: the database takes a name with blanks behind it for the name itself.
    static boolean isName(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}") && !TAKEN.contains(text);
    }

    static void requireName(String name) {
        Require.that(
                isName(name),
                "name",
                '"' + name + '"',
                "must be 1 to 64 letters, digits or characters of ._@-, and neither api nor system");
    }

    static Account of(Row row) throws SQLException {
        return new Account(
                row.text("name"),
                row.text("password_hash"),
                row.flag("must_change"),
                Role.of(row.text("role")),
                Scope.of(row.text("scope")),
                row.flag("disabled"),
                row.number("version"),
                row.instant("created_at"),
                elsewhere(row.textOrNull("issuer"), row.textOrNull("subject")));
    }

    private static @Nullable Elsewhere elsewhere(@Nullable String issuer, @Nullable String subject) {
        return issuer == null || subject == null ? null : new Elsewhere(issuer, subject);
    }

    /// Signs in by a provider, and has no password here.
    @JsonProperty("external")
    public boolean isExternal() {
        return known != null;
    }

    boolean isAdmin() {
        return role == Role.ADMIN && !disabled;
    }

    Account withPassword(String hash, boolean mustChange) {
        return new Account(name, hash, mustChange, role, scope, disabled, version + 1, createdAt, known);
    }

    Account with(Role newRole, Scope newScope, boolean nowDisabled) {
        return new Account(
                name, passwordHash, mustChangePassword, newRole, newScope, nowDisabled, version + 1, createdAt, known);
    }
}
