package io.waddleperf.api.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "issuer", "https://login.example.net/realms/noc",
            "client-id", "waddleperf",
            "roles", "*=viewer");

    private static Optional<OidcSettings> read(Map<String, String> settings) {
        var named = new HashMap<String, String>();
        settings.forEach((name, value) -> named.put("waddleperf.oidc." + name, value));
        return OidcSettings.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(named, "test", 100))
                .withConverter(Duration.class, 100, new DurationConverter())
                .build());
    }

    private static Map<String, String> with(String name, String value) {
        var settings = new HashMap<>(LEAST);
        settings.put(name, value);
        return settings;
    }

    @Test
    void withoutAnIssuerNothingIsOn() {
        assertTrue(read(Map.of()).isEmpty());
        assertTrue(read(Map.of("client-id", "waddleperf", "roles", "x=y")).isEmpty());
        assertTrue(Oidc.off().client().isEmpty());
    }

    @Test
    void theRestHasDefaults() {
        var settings = read(LEAST).orElseThrow();
        assertEquals("single sign-on", settings.name());
        assertEquals("openid profile email", settings.scopes());
        assertEquals("groups", settings.roleClaim());
        assertEquals("preferred_username", settings.nameClaim());
        assertEquals("waddleperf", settings.audience());
        assertEquals(Duration.ofMinutes(5), settings.confirmEvery());
        assertTrue(settings.publicUrl().isEmpty() && settings.secret().isEmpty());
        assertEquals(
                List.of("admin", "viewer"),
                read(with("roles", "a\\,b=admin,*=viewer")).orElseThrow().roles().stream()
                        .map(rule -> rule.role().wireName())
                        .toList());
        assertFalse(read(with("client-secret", "hush")).orElseThrow().toString().contains("hush"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.net",
                "http://127.0.0.1.example.net/",
                "ftp://localhost",
                "login",
                "https://",
                "https://login.example.net/?realm=a",
                "https://login.example.net/#a",
                "not a url"
            })
    void theIssuerIsAskedByTlsOrOnThisMachine(String issuer) {
        assertThrows(IllegalArgumentException.class, () -> read(with("issuer", issuer)));
        assertThrows(IllegalArgumentException.class, () -> read(with("public-url", issuer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8180/realms/a", "http://127.0.0.1:1", "http://[::1]:8180"})
    void aProviderOnThisMachineNeedsNoTls(String issuer) {
        assertEquals(issuer, read(with("issuer", issuer)).orElseThrow().issuer());
    }

    @ParameterizedTest
    @CsvSource({"client-id, ''", "roles, ''", "roles, noc=king", "confirm-every, 10ms", "confirm-every, 13h"})
    void saysWhichSettingIsWrong(String name, String value) {
        var problem = assertThrows(IllegalArgumentException.class, () -> read(with(name, value)));
        assertTrue(String.valueOf(problem.getMessage()).contains("waddleperf.oidc." + name), problem::toString);
    }
}
