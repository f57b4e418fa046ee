package io.waddleperf.api.oidc;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/// Says whether a token is the provider's, for us, and of now.
///
/// Only signatures by a key pair count: with `none` anybody could sign, and with HS256 whoever knows
/// the public key (RFC 8725, 2.1).
final class TokenVerifier {
    private static final AlgorithmConstraints KEY_PAIRS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            "RS256",
            "RS384",
            "RS512",
            "PS256",
            "PS384",
            "PS512",
            "ES256",
            "ES384",
            "ES512",
            "EdDSA");
    private static final Duration SKEW = Duration.ofSeconds(30);
    /// A token of JWTs for programs (RFC 9068).
    private static final List<String> ACCESS_TYPES = List.of("at+jwt", "application/at+jwt");

    /// What access tokens have and ID tokens do not: Keycloak's and others' scope and client (RFC 9068), Okta's and
    /// Entra ID's scope, and Entra ID's client or how that one showed who it is.
    private static final List<String> ACCESS_CLAIMS = List.of("scope", "scp", "client_id", "appid", "azpacr");

    private final String issuer;
    private final String client;
    private final String audience;

    TokenVerifier(OidcSettings settings) {
        this.issuer = settings.issuer();
        this.client = settings.clientId();
        this.audience = settings.audience();
    }

    /// A token that is as it must be.
    ///
    /// @param expiresAt the margin for clocks that differ is in it
    record Verified(Claims claims, String subject, Instant expiresAt) {}

    /// Who has signed in (OpenID Connect Core, 3.1.3.7).
    ///
    /// @param nonce of the attempt; null: none is asked for, as at a refresh
    /// @throws OidcException where it is not good
    Verified idToken(String token, @Nullable String nonce, VerificationKeyResolver keys, Instant now) {
        var verified = verified(token, builder(keys, now).setExpectedAudience(true, client));
        var claims = verified.claims;
        if (nonce != null && !claims.text("nonce").filter(nonce::equals).isPresent()) {
            throw OidcException.refused("the ID token belongs to another attempt: its nonce differs");
        }
        if (claims.text("azp").filter(party -> !party.equals(client)).isPresent()) {
            throw OidcException.refused("the ID token was made for another client: azp");
        }
        return verified;
    }

    /// What a program sends as Bearer. An ID token says who signed in at a page, and opens nothing; after a refresh it
    /// may have none of its own marks, so that one of an access token must be there.
    Verified bearer(String token, VerificationKeyResolver keys, Instant now) {
        var context = process(token, builder(keys, now).setExpectedAudience(true, audience));
        var verified = access(context);
        var claims = verified.claims;
        boolean marked = isTyped(context)
                || claims.text("typ").filter("Bearer"::equals).isPresent()
                || ACCESS_CLAIMS.stream().anyMatch(claims::has);
        if (!marked) {
            throw OidcException.refused(
                    "the token does not say that it is an access token: typ, or one of " + ACCESS_CLAIMS);
        }
        return verified;
    }

    /// What came from the provider itself beside an ID token; it may be for others' services.
    Verified ownAccessToken(String token, VerificationKeyResolver keys, Instant now) {
        var verified = access(process(token, builder(keys, now).setSkipDefaultAudienceValidation()));
        var claims = verified.claims;
        boolean ours = Stream.of("azp", "client_id", "aud")
                .anyMatch(claim -> claims.texts(claim).contains(client));
        if (!ours) {
            throw OidcException.refused("the access token was made for another client");
        }
        return verified;
    }

    private static Verified access(JwtContext context) {
        var verified = verified(context);
        var claims = verified.claims;
        if (claims.has("events")) { // of a sign-out or another happening (RFC 8417)
            throw OidcException.refused("a token about an event is no access token");
        }
        boolean idToken = claims.has("nonce")
                || claims.has("at_hash")
                || claims.text("typ").filter("ID"::equals).isPresent();
        if (idToken && !isTyped(context)) {
            throw OidcException.refused("an ID token is no access token");
        }
        return verified;
    }

    private static boolean isTyped(JwtContext context) {
        return ACCESS_TYPES.contains(
                String.valueOf(context.getJoseObjects().getFirst().getHeader("typ")));
    }

    private JwtConsumerBuilder builder(VerificationKeyResolver keys, Instant now) {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(keys)
                .setJwsAlgorithmConstraints(KEY_PAIRS)
                .setExpectedIssuer(true, issuer)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .setAllowedClockSkewInSeconds((int) SKEW.toSeconds());
    }

    private static Verified verified(String token, JwtConsumerBuilder builder) {
        return verified(process(token, builder));
    }

    private static Verified verified(JwtContext context) {
        var claims = context.getJwtClaims();
        try {
            return new Verified(
                    new Claims(claims.getClaimsMap()),
                    claims.getSubject(),
                    Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis())
                            .plus(SKEW));
        } catch (MalformedClaimException e) {
            throw new OidcException(OidcException.Why.REFUSED, "the token cannot be read", e);
        }
    }

    private static JwtContext process(String token, JwtConsumerBuilder builder) {
        try {
            return builder.build().process(token);
        } catch (InvalidJwtException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException) {
                    throw OidcException.away("the keys of the provider cannot be read: " + cause.getMessage(), e);
                }
            }
            throw new OidcException(OidcException.Why.REFUSED, "the token is " + whatIsWrong(e), e);
        }
    }

    /// In words of ours: those of the library repeat the token.
    private static String whatIsWrong(InvalidJwtException e) {
        if (e.hasExpired()) {
            return "over";
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "not valid yet";
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "another issuer's";
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "for another audience";
        }
        return "not signed by the provider, or not as it must be";
    }
}
