package io.waddleperf.api.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/// Where the provider does what, as it says itself (OpenID Connect Discovery 1.0).
///
/// @param endSession   empty: it has no way to sign out
/// @param secretInBody whether the client's secret goes into the form, since no header is taken
record Metadata(URI authorize, URI token, URI keys, Optional<URI> endSession, boolean secretInBody) {
    static final String PATH = "/.well-known/openid-configuration";

    /// @throws OidcException where it is no such document, or another provider's
    static Metadata read(JsonNode json, String issuer) {
        String told = json.path("issuer").asText();
        if (!told.equals(issuer)) {
            throw OidcException.away("the provider calls itself " + told + ", not " + issuer, null);
        }
        var methods = json.path("token_endpoint_auth_methods_supported");
        return new Metadata(
                url(json, "authorization_endpoint"),
                url(json, "token_endpoint"),
                url(json, "jwks_uri"),
                json.hasNonNull("end_session_endpoint")
                        ? Optional.of(url(json, "end_session_endpoint"))
                        : Optional.empty(),
                methods.isArray() && !has(methods, "client_secret_basic") && has(methods, "client_secret_post"));
    }

    private static boolean has(JsonNode list, String text) {
        return list.valueStream().anyMatch(one -> one.asText().equals(text));
    }

    private static URI url(JsonNode json, String field) {
        try {
            var url = URI.create(json.path(field).asText());
            if (OidcSettings.isSafe(url)) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // told below, as what is missing is
        }
        throw OidcException.away(
                "the provider's " + field + " must be a URL with https, or http to this machine: " + json.path(field),
                null);
    }
}
