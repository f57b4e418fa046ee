package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A role with its scope, as a request gives it.
record Grant(Role role, Scope scope) {
    /// @param fallback the role where none is given; null: one must be given
    static Grant read(JsonBody body, @Nullable Role fallback) {
        Role given = body.choice("role", Role.ALL);
        Role role = given == null && fallback != null ? fallback : body.required("role", given);
        List<String> sites = body.namesOrNone("sites", Scope.MOST_SITES);
        var tags = body.texts("tags");
        return body.make(() -> {
            var scope = new Scope(sites, tags);
            if (role == Role.ADMIN && !scope.isWhole()) {
                throw new IllegalArgumentException("sites and tags cannot bound an admin");
            }
            return new Grant(Objects.requireNonNull(role), scope);
        });
    }

    /// Nobody gives what they do not have.
    void requireFrom(Caller caller) {
        if (!caller.mayGrant(role, scope)) {
            throw ProblemException.of(
                    ProblemKind.FORBIDDEN,
                    "role and scope must be within your own: " + caller.role().wireName() + ' ' + caller.scopes());
        }
    }
}
