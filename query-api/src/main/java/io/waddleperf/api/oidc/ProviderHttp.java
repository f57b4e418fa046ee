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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final Duration patience;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final HttpClient http;
    private volatile Instant pausedUntil = Instant.EPOCH;

    ProviderHttp(InstantSource clock) {
        this(clock, PATIENCE);
    }

    /// @param patience with one request, to the last byte of its answer
    ProviderHttp(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
        http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// @throws OidcException AWAY: there is no answer
    HttpResponse<String> send(HttpRequest.Builder request) {
        var built = request.header("Accept", "application/json").build();
        if (clock.instant().isBefore(pausedUntil)) {
            throw OidcException.away(built.uri() + " did not answer a moment ago", null);
        }
        if (!turns.tryAcquire()) {
            throw OidcException.away(AT_ONCE + " requests to the provider are under way", null);
        }
        try {
            return whole(built);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OidcException.away("WaddlePerf is stopping", e);
        } finally {
            turns.release();
        }
    }

    /// The timeout of a request would end with the headers, and a provider that stalls behind them hold this thread.
    private HttpResponse<String> whole(HttpRequest request) throws InterruptedException {
        var answer = http.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            pausedUntil = clock.instant().plus(PAUSE);
            String why = e instanceof TimeoutException ? "nothing whole in " + patience : String.valueOf(e.getCause());
            throw OidcException.away(request.uri() + " does not answer: " + why, e);
        } finally {
            answer.cancel(true); // does nothing to one that is done
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
