package io.waddleperf.api.oidc;

import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;

/// Somebody, or a program, as the provider knows them.
///
/// @param issuer  with the subject it is theirs alone and for ever
/// @param name    as they are called there; it may change, and others may have had it
public record Person(String issuer, String subject, String name, Role role, Scope scope) {
    /// OpenID Connect Core, 2: at most 255 characters of ASCII. No blanks at the ends: the database
    /// would take one for the other.
    private static final String SUBJECT = "[!-~](?:[ -~]{0,253}[!-~])?";

    public Person {
        if (!subject.matches(SUBJECT)) {
            throw OidcException.refused("the subject must be 1 to 255 characters of ASCII");
        }
    }
}
