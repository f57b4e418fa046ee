package io.waddleperf.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each fault, as a real client on a real socket meets it.
class StorefrontTest {
    private static final int PATIENCE_MS = 8_000;
    private static final int CLIENTS = 48;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    private Storefront storefront;
    private int port;

    @BeforeEach
    void open() throws Exception {
        storefront = Storefront.open(dir.resolve("trust.p12"), Clock.systemUTC().instant(), new SecureRandom());
        port = URI.create(storefront.url()).getPort();
    }

    @AfterEach
    void close() {
        storefront.close();
    }

    @Test
    void isTrustedAndQuickWhileAllIsWell() throws Exception {
        assertTrue(get(PATIENCE_MS).startsWith("HTTP/1.1 200 "));
        long begin = System.nanoTime();
        String answer = get(PATIENCE_MS);
        assertTrue(answer.contains("Herring"), answer);
        assertTrue(millisSince(begin) < Relay.DELAY.toMillis() / 2, "took " + millisSince(begin) + " ms");
    }

    @Test
    void delaysTheFirstByteButNotTheConnect() throws Exception {
        storefront.suffer(Fault.DELAY);
        long begin = System.nanoTime();
        connect().close();
        assertTrue(millisSince(begin) < 1_000, "a connect takes no longer");
        begin = System.nanoTime();
        assertTrue(get(PATIENCE_MS).startsWith("HTTP/1.1 200 "));
        assertTrue(millisSince(begin) >= Relay.DELAY.toMillis(), "took " + millisSince(begin) + " ms");
        storefront.suffer(Fault.NONE);
        begin = System.nanoTime();
        assertTrue(get(PATIENCE_MS).startsWith("HTTP/1.1 200 "));
        assertTrue(millisSince(begin) < Relay.DELAY.toMillis() / 2, "took " + millisSince(begin) + " ms");
    }

    @Test
    void losesAShareOfConnections() throws Exception {
        storefront.suffer(Fault.LOSS);
        List<Future<Boolean>> gets;
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            gets = clients.invokeAll(Collections.nCopies(CLIENTS, (Callable<Boolean>) this::isLost));
        }
        int lost = 0;
        for (var get : gets) {
            lost += get.get() ? 1 : 0;
        }
        // chance leaves these bounds once in a million runs
        assertTrue(lost >= 14 && lost <= 47, lost + " of " + CLIENTS + " were lost");
    }

    private boolean isLost() throws Exception {
        long begin = System.nanoTime();
        try {
            assertTrue(get(PATIENCE_MS).startsWith("HTTP/1.1 200 "));
            return false;
        } catch (SocketException e) {
            assertEquals("Connection reset", e.getMessage());
            assertTrue(millisSince(begin) >= Relay.STALL.toMillis(), "after " + millisSince(begin) + " ms");
            return true;
        }
    }

    @Test
    void refusesConnectsAndKeepsItsPort() throws Exception {
        assertTrue(get(PATIENCE_MS).startsWith("HTTP/1.1 200 "));
        storefront.suffer(Fault.REFUSE);
        assertThrows(ConnectException.class, this::connect);
        storefront.suffer(Fault.REFUSE); // again changes nothing
        assertThrows(ConnectException.class, this::connect);
        assertThrows(IOException.class, () -> listenThere(false), "nobody else gets the port");
        storefront.suffer(Fault.SITE); // a fault of the fleet mends the shop
        assertTrue(get(PATIENCE_MS).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void showsAnExpiredCertificateOfWhichNothingElseIsWrong() throws Exception {
        storefront.suffer(Fault.EXPIRED);
        var refusal = assertThrows(SSLException.class, () -> get(PATIENCE_MS));
        Throwable cause = refusal;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertEquals(CertificateExpiredException.class, cause.getClass(), () -> String.valueOf(refusal));
        storefront.suffer(Fault.NONE);
        assertTrue(get(PATIENCE_MS).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void leavesNoPortBehind() throws Exception {
        storefront.close();
        assertThrows(ConnectException.class, this::connect);
        Await.until("the port is free", Duration.ofSeconds(5), () -> {
            listenThere(true);
            return true;
        });
    }

    @Test
    void trustsTheAuthoritiesOfTheJdkToo() throws Exception {
        assertTrue(trustStore().size() > 1);
    }

    private void listenThere(boolean shared) throws IOException {
        try (var other = new ServerSocket()) {
            other.setReuseAddress(shared);
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private String get(int patienceMs) throws Exception {
        try (var plain = connect();
                var socket = (SSLSocket) trusting().getSocketFactory().createSocket(plain, "127.0.0.1", port, false)) {
            plain.setSoTimeout(patienceMs);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private SSLContext trusting() throws Exception {
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trustStore());
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private KeyStore trustStore() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(dir.resolve("trust.p12"))) {
            store.load(in, Keys.PASSWORD.toCharArray());
        }
        return store;
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
