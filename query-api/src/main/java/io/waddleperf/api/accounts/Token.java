package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a token; its secret is not.
///
/// @param account whose it is, null: nobody's
/// @param role    at most; that of its account bounds it
/// @param scope   within that of its account
/// @param seenAt  when it was used last, to some minutes
public record Token(
        UUID id,
        @Nullable String account,
        String name,
        Role role,
        Scope scope,
        Instant createdAt,
        Instant seenAt,
        Instant expiresAt) {
    static Token of(Row row) throws SQLException {
        return new Token(
                row.uuid("credential_id"),
                row.textOrNull("account"),
                row.text("name"),
                Role.of(row.text("role")),
                Scope.of(row.text("scope")),
                row.instant("created_at"),
                row.instant("seen_at"),
                row.instant("expires_at"));
    }
}
