package io.waddleperf.api.oidc;

import org.jspecify.annotations.Nullable;

/// Why somebody is not known by the provider, in words for the log and for whoever asks.
public final class OidcException extends RuntimeException {
    /// What to do about it.
    public enum Why {
        /// The provider, or what it vouches for, says no.
        REFUSED,
        /// The provider knows them, and nothing here is theirs.
        NO_ROLE,
        /// The provider does not answer, or not as one: try again later.
        AWAY
    }

    private final Why why;
    private final @Nullable String subject;

    OidcException(Why why, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.why = why;
        this.subject = null;
    }

    private OidcException(String detail, String subject) {
        super(detail, null);
        this.why = Why.NO_ROLE;
        this.subject = subject;
    }

    static OidcException noRole(String detail, String subject) {
        return new OidcException(detail, subject);
    }

    static OidcException refused(String detail) {
        return new OidcException(Why.REFUSED, detail, null);
    }

    static OidcException away(String detail, @Nullable Throwable cause) {
        return new OidcException(Why.AWAY, detail, cause);
    }

    public Why why() {
        return why;
    }

    /// Who has no role, as the provider knows them; null for all else.
    public @Nullable String subject() {
        return subject;
    }
}
