package io.waddleperf.api.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a [TestProvider] knows: people with their groups, who has signed in, and what it has given away for it.
/// Everybody's password is `password of NAME`.
final class TestGrants {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TOKEN_SECONDS = 300;

    private final String issuer;
    private final String client;
    private final Map<String, List<String>> groups = new HashMap<>();

    /// Of the times in its tokens.
    private volatile InstantSource clock = InstantSource.system();
    private final Set<String> locked = new HashSet<>();
    private final Map<String, String> sessions = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, String> refreshTokens = new HashMap<>();
    private final Map<String, String> idTokens = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, @Nullable Object> other = new HashMap<>();
    private final KeyPair foreign = Jws.keys();
    private KeyPair keys = Jws.keys();
    private int keyNumber = 1;
    private boolean refreshedIdToken = true;

    TestGrants(String issuer, String client) {
        this.issuer = issuer;
        this.client = client;
    }

    private record Code(String user, Map<String, String> asked) {}

    void by(InstantSource next) {
        clock = next;
    }

    synchronized Map<String, String> publicKey() {
        return Jws.jwk(keys, keyId());
    }

    private String keyId() {
        return "key-" + keyNumber;
    }

    synchronized @Nullable String signIn(String user, String password) {
        return groups.containsKey(user) && !locked.contains(user) && password.equals("password of " + user)
                ? user
                : null;
    }

    synchronized String open(String user) {
        return put(sessions, user);
    }

    private static <T> String put(Map<String, T> map, T value) {
        String key = UUID.randomUUID().toString();
        map.put(key, value);
        return key;
    }

    synchronized @Nullable String userOf(String session) {
        String user = sessions.get(session);
        return user == null || locked.contains(user) ? null : user;
    }

    synchronized String code(String user, Map<String, String> asked) {
        return put(codes, new Code(user, asked));
    }

    /// @return null: the code is not good, was used, or somebody else brings it
    synchronized @Nullable Map<String, Object> exchange(Map<String, String> form) {
        Code code = codes.remove(form.getOrDefault("code", ""));
        if (code == null
                || !Objects.equals(code.asked.get("redirect_uri"), form.get("redirect_uri"))
                || !Objects.equals(
                        code.asked.get("code_challenge"), challenge(form.getOrDefault("code_verifier", "")))) {
            return null;
        }
        return tokens(code.user, code.asked.get("nonce"));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Jws.base64(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Each is good once, as those of many providers: whoever shows one again loses all.
    synchronized @Nullable Map<String, Object> refresh(String token) {
        String user = refreshTokens.remove(token);
        if (user == null || locked.contains(user)) {
            return null;
        }
        count(user);
        var given = new HashMap<>(tokens(user, null));
        if (!refreshedIdToken) {
            given.remove("id_token");
        }
        return given;
    }

    private Map<String, Object> tokens(String user, @Nullable String nonce) {
        var claims = claims(user);
        claims.put("aud", client);
        claims.put("groups", groups.getOrDefault(user, List.of()));
        claims.put("at_hash", "not looked at");
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        other.forEach((name, value) -> {
            if (value == null) {
                claims.remove(name);
            } else {
                claims.put(name, value);
            }
        });
        String idToken = Jws.rs256(claims, keyId(), keys);
        idTokens.put(idToken, user);
        var access = claims(user);
        access.put("aud", "somebody-else");
        access.put("azp", client);
        access.put("realm_access", Map.of("roles", groups.getOrDefault(user, List.of())));
        return Map.of(
                "token_type",
                "Bearer",
                "expires_in",
                TOKEN_SECONDS,
                "id_token",
                idToken,
                "access_token",
                Jws.rs256(access, keyId(), keys),
                "refresh_token",
                put(refreshTokens, user));
    }

    private Map<String, Object> claims(String user) {
        long now = clock.instant().getEpochSecond();
        return new HashMap<>(Map.of(
                "iss", issuer,
                "sub", "subject-of-" + user,
                "iat", now,
                "exp", now + TOKEN_SECONDS,
                "preferred_username", user));
    }

    /// @return false: it is not one that was given to anybody
    synchronized boolean close(String idToken, String session) {
        String user = idTokens.get(idToken);
        if (user == null) {
            return false;
        }
        sessions.remove(session);
        refreshTokens.values().removeIf(user::equals);
        return true;
    }

    synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    synchronized String sign(Map<?, ?> claims, String how) {
        var texts = new HashMap<String, Object>();
        claims.forEach((name, value) -> texts.put(String.valueOf(name), value));
        return switch (how) {
            case "rs256" -> Jws.rs256(texts, keyId(), keys);
            case "foreign" -> Jws.rs256(texts, keyId(), foreign);
            case "unknown-key" -> Jws.rs256(texts, "key-of-nobody", foreign);
            case "hs256" -> Jws.hs256(texts, keyId(), keys.getPublic().getEncoded());
            case "none" -> Jws.unsigned(texts);
            default -> throw new IllegalArgumentException(how);
        };
    }

    synchronized void change(JsonNode change) {
        change.path("groups")
                .forEachEntry((user, names) -> groups.put(
                        user, names.valueStream().map(JsonNode::asText).toList()));
        if (change.has("locked")) {
            locked.clear();
            change.path("locked").forEach(user -> locked.add(user.asText()));
        }
        if (change.has("idToken")) {
            other.clear();
            change.path("idToken")
                    .forEachEntry((name, value) -> other.put(name, JSON.convertValue(value, Object.class)));
        }
        refreshedIdToken = change.path("refreshedIdToken").asBoolean(refreshedIdToken);
        if (change.path("rotate").asBoolean()) {
            keys = Jws.keys();
            keyNumber++;
        }
    }
}
