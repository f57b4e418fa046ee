package io.waddleperf.api.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/// Asks the provider, and nothing before it is needed.
final class Provider implements AutoCloseable {
    private static final Duration METADATA_GOOD = Duration.ofHours(1);
    private static final Duration KEYS_GOOD = Duration.ofMinutes(10);
    /// So long keys that are known go on while the provider does not answer.
    private static final Duration KEYS_KEPT = Duration.ofHours(1);
    /// A key that is not known is looked for, and not more often than this.
    private static final Duration KEYS_AGAIN = Duration.ofSeconds(5);
    private static final int KEYS_AT_ONCE = 16;
    /// A key that is known takes no time at all.
    private static final Duration KEYS_PATIENCE = Duration.ofMillis(200);
    private static final JsonMapper JSON = new JsonMapper();

    private final OidcSettings settings;
    private final InstantSource clock;
    private final ProviderHttp http;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Semaphore keyTurns = new Semaphore(KEYS_AT_ONCE);
    private volatile @Nullable Known known;

    Provider(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = new ProviderHttp(clock);
    }

    /// @param again from then on it is asked for again
    private record Known(Metadata metadata, VerificationKeyResolver keys, Instant at, Instant again) {
        private boolean isKept(Instant now) {
            return now.isBefore(at.plus(METADATA_GOOD).plus(KEYS_KEPT));
        }
    }

    /// What the provider gives for a code or a refresh token.
    ///
    /// @param refresh empty: none, or the one before goes on
    record Answer(Optional<String> idToken, Optional<String> accessToken, Optional<String> refresh) {
        private static Answer of(JsonNode json) {
            return new Answer(text(json, "id_token"), text(json, "access_token"), text(json, "refresh_token"));
        }

        private static Optional<String> text(JsonNode json, String field) {
            return Optional.of(json.path(field).asText()).filter(text -> !text.isEmpty());
        }
    }

    Metadata metadata() {
        return known().metadata;
    }

    VerificationKeyResolver keys() {
        return known().keys;
    }

    /// One asks for what is no longer fresh; those beside it go on with what there is, or wait where there is nothing.
    private Known known() {
        Instant now = clock.instant();
        @Nullable Known before = known;
        if (before != null && now.isBefore(before.again)) {
            return before;
        }
        boolean kept = before != null && before.isKept(now);
        if (!locked(kept ? Duration.ZERO : ProviderHttp.PATIENCE)) {
            if (before != null && kept) {
                return before;
            }
            throw OidcException.away("another request waits for the provider's document", null);
        }
        try {
            @Nullable Known there = known;
            return there != null && now.isBefore(there.again) ? there : fetched(there, now);
        } finally {
            fetching.unlock();
        }
    }

    private boolean locked(Duration patience) {
        try {
            return fetching.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OidcException.away("WaddlePerf is stopping", e);
        }
    }

    /// The document before is as good as the keys while the provider does not answer.
    private Known fetched(@Nullable Known before, Instant now) {
        Known found;
        try {
            found = fetch(before, now);
        } catch (OidcException e) {
            if (before == null || !before.isKept(now)) {
                throw e;
            }
            found = new Known(before.metadata, before.keys, before.at, now.plus(KEYS_AGAIN));
        }
        known = found;
        return found;
    }

    private Known fetch(@Nullable Known before, Instant now) {
        var url = URI.create(settings.issuer().replaceFirst("/$", "") + Metadata.PATH);
        var answer = http.send(HttpRequest.newBuilder(url).GET());
        if (answer.statusCode() != 200) {
            throw OidcException.away(url + " answers " + answer.statusCode(), null);
        }
        var metadata = Metadata.read(json(answer), settings.issuer());
        var keys = before != null && before.metadata.keys().equals(metadata.keys())
                ? before.keys
                : bounded(new HttpsJwksVerificationKeyResolver(jwks(metadata.keys())));
        return new Known(metadata, keys, now, now.plus(METADATA_GOOD));
    }

    /// The library lets all who look for keys wait behind the one who fetches them.
    private VerificationKeyResolver bounded(VerificationKeyResolver keys) {
        return (signature, context) -> {
            try {
                if (!keyTurns.tryAcquire(KEYS_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw unresolved("others wait for them");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unresolved("WaddlePerf is stopping");
            }
            try {
                return keys.resolveKey(signature, context);
            } finally {
                keyTurns.release();
            }
        };
    }

    /// As one that could not be fetched.
    private static UnresolvableKeyException unresolved(String why) {
        return new UnresolvableKeyException(why, new IOException(why));
    }

    private HttpsJwks jwks(URI location) {
        var jwks = new HttpsJwks(location.toString());
        jwks.setSimpleHttpGet(http);
        jwks.setDefaultCacheDuration(KEYS_GOOD.toSeconds());
        jwks.setRetainCacheOnErrorDuration(KEYS_KEPT.toSeconds());
        jwks.setRefreshReprieveThreshold(KEYS_AGAIN.toMillis());
        return jwks;
    }

    /// @param verifier of PKCE
    Answer exchange(String code, String verifier, URI callback) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback.toString());
        form.put("code_verifier", verifier);
        return token(form);
    }

    Answer refresh(String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        return token(form);
    }

    private Answer token(Map<String, String> form) {
        var metadata = metadata();
        var request =
                HttpRequest.newBuilder(metadata.token()).header("Content-Type", "application/x-www-form-urlencoded");
        if (settings.secret().isEmpty() || metadata.secretInBody()) {
            form.put("client_id", settings.clientId());
            settings.secret().ifPresent(secret -> form.put("client_secret", secret));
        } else {
            request.header(
                    "Authorization",
                    basic(settings.clientId(), settings.secret().get()));
        }
        var answer = http.send(request.POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
        var json = json(answer);
        if (answer.statusCode() == 200) {
            return Answer.of(json);
        }
        String error = json.path("error").asText();
        if (error.equals("invalid_grant")) { // RFC 6749, 5.2: the code or token is over, or was revoked
            throw OidcException.refused("the provider does not take it any more: invalid_grant");
        }
        throw OidcException.away(metadata.token() + " answers " + answer.statusCode() + " " + printable(error), null);
    }

    private static String printable(String error) {
        return error.replaceAll("[^ -~]", "?").substring(0, Math.min(100, error.length()));
    }

    /// RFC 6749, 2.3.1.
    private static String basic(String id, String secret) {
        String pair = encode(id) + ':' + encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw OidcException.away(answer.uri() + " answers " + answer.statusCode() + ", and no JSON", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
