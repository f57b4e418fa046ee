package io.waddleperf.cli.probes;

import io.avaje.json.JsonException;
import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The HTTP API of a WaddlePerf; each call ends within half a minute.
///
/// @param authority the certificate to trust; empty: those that the JDK trusts
/// @param token     sent as a bearer token
public record Api(URI url, Optional<Path> authority, Optional<String> token) {
    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_MS = 30_000;
    private static final int MOST_BYTES = 16 << 20;
    private static final int FIRST_REFUSAL = 300;

    public Map<String, Object> get(String path) {
        return call("GET", path, null);
    }

    public Map<String, Object> post(String path, String json) {
        return call("POST", path, json);
    }

    public void delete(String path) {
        call("DELETE", path, null);
    }

    private Map<String, Object> call(String method, String path, @Nullable String json) {
        try {
            var connection = open(method, path);
            try {
                return exchange(connection, json);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure(
                    Exit.NO_KAFKA,
                    "the API at " + url + " is not reached: " + Plain.line(String.valueOf(e.getMessage())),
                    e);
        } catch (JsonException e) {
            throw new CommandFailure(Exit.NOT_ALL_DONE, "the API at " + url + " does not answer in JSON", e);
        }
    }

    private HttpURLConnection open(String method, String path) throws IOException, GeneralSecurityException {
        var connection = (HttpURLConnection) url.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection https && authority.isPresent()) {
            https.setSSLSocketFactory(trusting(authority.get()).getSocketFactory());
        }
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(ANSWER_MS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        token.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
        return connection;
    }

    private static Map<String, Object> exchange(HttpURLConnection connection, @Nullable String json)
            throws IOException {
        if (json != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(json.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        String body = read(status < FIRST_REFUSAL ? connection.getInputStream() : connection.getErrorStream());
        if (status >= FIRST_REFUSAL) {
            throw refused(status, body);
        }
        return body.isBlank() ? Map.of() : Json.MAPPER.fromJsonObject(body);
    }

    private static CommandFailure refused(int status, String body) {
        int code = status == HttpURLConnection.HTTP_NOT_FOUND ? Exit.NOT_THERE : Exit.NOT_ALL_DONE;
        return new CommandFailure(code, "refused (" + status + "): " + Plain.line(detail(body)));
    }

    private static String detail(String body) {
        try {
            return String.valueOf(Json.MAPPER.fromJsonObject(body).getOrDefault("detail", body));
        } catch (JsonException _) {
            return body;
        }
    }

    private static String read(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
