package io.waddleperf.api.oidc;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/// The client of the provider, where one is set; else nothing is made and nobody asked.
@Singleton
public final class Oidc {
    private final Optional<OidcClient> client;

    @Inject
    Oidc(Config config) {
        this(OidcSettings.of(config).orElse(null), Clock.systemUTC());
    }

    Oidc(@Nullable OidcSettings settings, InstantSource clock) {
        client = Optional.ofNullable(settings).map(set -> new OidcClient(set, clock));
    }

    /// Nobody signs in by a provider.
    public static Oidc off() {
        return new Oidc(null, Clock.systemUTC());
    }

    public Optional<OidcClient> client() {
        return client;
    }

    @PreDestroy
    void close() {
        client.ifPresent(OidcClient::close);
    }
}
