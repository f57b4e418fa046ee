package io.waddleperf.probe.joining;

import io.waddleperf.contracts.JoinGrant;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The paths for probes of a control plane, over HTTPS with the authority that the token names.
final class ControlPlane {
    static final String JOIN = "/api/v1/join";
    static final String ROTATION = "/api/v1/join/rotation";

    private static final int CONNECT_MS = 5_000;
    /// The other side waits for its broker.
    private static final int ANSWER_MS = 30_000;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int UNAVAILABLE = 503;
    private static final Pattern DETAIL = Pattern.compile("\"detail\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final String url;
    private final PinnedTrust trust;

    ControlPlane(String url, String authorityHash) {
        this.url = url;
        this.trust = new PinnedTrust(authorityHash);
    }

    /// @param request a record of the contracts
    /// @throws JoinException where it is refused or the other side is away
    JoinGrant ask(String path, Object request) throws JoinException {
        try {
            return WireCodec.read(JoinGrant.class, post(path, WireCodec.bytes(request)));
        } catch (WireFormatException e) {
            throw JoinException.refused(url + " does not answer as a WaddlePerf of this version: " + e.getMessage(), e);
        } catch (SSLException e) {
            throw JoinException.refused(url + " is not who the token names: " + cause(e), e);
        } catch (JoinException e) {
            throw e;
        } catch (IOException e) {
            throw JoinException.away(
                    url + " is not reached: " + e.getMessage() + "; does it run, and may this machine connect to it?",
                    e);
        }
    }

    private byte[] post(String path, byte[] body) throws IOException {
        var connection = (HttpsURLConnection) URI.create(url + path).toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setSSLSocketFactory(trust.sockets());
            connection.setConnectTimeout(CONNECT_MS);
            connection.setReadTimeout(ANSWER_MS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            if (status == HttpsURLConnection.HTTP_OK) {
                return read(connection.getInputStream());
            }
            throw refusal(status, read(connection.getErrorStream()));
        } finally {
            connection.disconnect();
        }
    }

    private JoinException refusal(int status, byte[] problem) {
        String text = new String(problem, StandardCharsets.UTF_8);
        var detail = DETAIL.matcher(text);
        String why = detail.find() ? detail.group(1).replace("\\\"", "\"") : "status " + status;
        var cause = new IOException("status " + status);
        return status == UNAVAILABLE
                ? JoinException.away(url + ": " + why, cause)
                : JoinException.refused(url + ": " + why, cause);
    }

    private static byte[] read(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            return stream.readNBytes(MOST_BYTES);
        }
    }

    private static String cause(Throwable problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
