package io.waddleperf.api.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;

/// Sends requests to the provider, within limits of time, size and number: one that hangs must not hold up those who
/// sign in without it.
final class ProviderHttp implements SimpleGet, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /// So long nobody tries again after one that did not answer.
    static final Duration PAUSE = Duration.ofSeconds(3);
    private static final int AT_ONCE = 8;
    private static final int MOST_BYTES = 1 << 20;

    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile Instant pausedUntil = Instant.EPOCH;

    ProviderHttp(InstantSource clock) {
        this.clock = clock;
    }

    /// @throws OidcException AWAY: there is no answer
    HttpResponse<String> send(HttpRequest.Builder request) {
        var built =
                request.timeout(PATIENCE).header("Accept", "application/json").build();
        if (clock.instant().isBefore(pausedUntil)) {
            throw OidcException.away(built.uri() + " did not answer a moment ago", null);
        }
        if (!turns.tryAcquire()) {
            throw OidcException.away(AT_ONCE + " requests to the provider are under way", null);
        }
        try {
            return http.send(built, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        } catch (IOException e) {
            pausedUntil = clock.instant().plus(PAUSE);
            throw OidcException.away(built.uri() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OidcException.away("WaddlePerf is stopping", e);
        } finally {
            turns.release();
        }
    }

    /// For the library that looks after the provider's keys.
    @Override
    public SimpleResponse get(String location) throws IOException {
        try {
            var answer = send(HttpRequest.newBuilder(URI.create(location)).GET());
            if (answer.statusCode() != 200) {
                throw new IOException(location + " answers " + answer.statusCode());
            }
            return new Response(answer.statusCode(), "", answer.headers().map(), answer.body());
        } catch (OidcException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
