package io.waddleperf.api.access;

import io.waddleperf.contracts.WireName;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who stands behind a request.
///
/// @param name       what the audit tells: that of the account, `token:NAME` of a token that belongs to nobody
/// @param account    null: none
/// @param credential the session or token by which they are known, null: none of the stored ones
/// @param scopes     all of these bound what is seen; empty: everything
/// @param mustChange their password, before anything else
/// @param source     the address that asks
public record Caller(
        String name,
        @Nullable String account,
        Via via,
        @Nullable UUID credential,
        Role role,
        List<Scope> scopes,
        boolean mustChange,
        String source) {
    /// Whoever sits at this machine, where accounts are not required.
    private static final String LOCAL_OPERATOR = "api";

    /// What happens without a request, such as at start.
    public static final Caller SYSTEM = new Caller("system", null, Via.SYSTEM, null, Role.ADMIN, List.of(), false, "");

    public Caller {
        scopes = scopes.stream().filter(scope -> !scope.isWhole()).distinct().toList();
    }

    public static Caller localOperator(String source) {
        return new Caller(LOCAL_OPERATOR, null, Via.OPERATOR, null, Role.ADMIN, List.of(), false, source);
    }

    /// A probe, by the token with which it joins or the key that it signs with.
    public static Caller joined(String probe, String source) {
        return new Caller("probe:" + probe, null, Via.TOKEN, null, Role.VIEWER, List.of(), false, source);
    }

    /// How they are known.
    public enum Via implements WireName {
        SESSION("session"),
        TOKEN("token"),
        OPERATOR("operator"),
        SYSTEM("system");

        private final String wireName;

        Via(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    public boolean seesAll() {
        return scopes.isEmpty();
    }

    /// Whether they may hand on a right of this role and scope.
    public boolean mayGrant(Role wanted, Scope scope) {
        return role.includes(wanted) && scopes.stream().allMatch(own -> own.includes(scope));
    }
}
