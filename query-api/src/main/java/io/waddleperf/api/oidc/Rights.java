package io.waddleperf.api.oidc;

import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a value of the provider's claim means here.
///
/// @param value of the claim; `*`: whoever the provider lets in
/// @param sites empty: all
record Rights(String value, Role role, List<String> sites) {
    private static final Pattern RULE = Pattern.compile("(.+)=\\s*(viewer|maintainer|admin)(?:@(.+))?");
    private static final String ANYBODY = "*";

    /// A role with its scope.
    record Granted(Role role, Scope scope) {}

    /// @param rule `VALUE=ROLE` or `VALUE=ROLE@SITE|SITE`
    /// @throws IllegalArgumentException says what is wrong with it
    static Rights parse(String rule) {
        var parts = RULE.matcher(rule.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(OidcSettings.ROLES + " must have VALUE=viewer, =maintainer or =admin"
                    + " each, and @SITE|SITE behind it for some sites only; not " + rule);
        }
        @Nullable String sites = parts.group(3);
        var rights = new Rights(
                parts.group(1).strip(),
                Role.of(parts.group(2)),
                sites == null ? List.of() : List.of(sites.strip().split("\\|", -1)));
        if (rights.role == Role.ADMIN && sites != null) {
            throw new IllegalArgumentException(OidcSettings.ROLES + ": sites cannot bound an admin: " + rule);
        }
        new Scope(rights.sites, Map.of()); // names of sites are checked there
        return rights;
    }

    /// The highest role of all that match, with the sites of those that give it.
    static Optional<Granted> of(List<Rights> all, Collection<String> values) {
        var matching = all.stream()
                .filter(one -> one.value.equals(ANYBODY) || values.contains(one.value))
                .toList();
        return matching.stream().map(Rights::role).max(Role::compareTo).map(role -> {
            var given = matching.stream().filter(one -> one.role == role).toList();
            boolean everywhere = given.stream().anyMatch(one -> one.sites.isEmpty());
            var sites = given.stream()
                    .flatMap(one -> one.sites.stream())
                    .distinct()
                    .sorted()
                    .toList();
            return new Granted(role, new Scope(everywhere ? List.of() : sites, Map.of()));
        });
    }
}
