package io.waddleperf.archive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.waddleperf.archive.store.StoreSettings.Encryption;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The server of the other tests knows no encryption: here is what goes over the wire.
class S3EncryptionTest {
    private static final String ALGORITHM = "x-amz-server-side-encryption";
    private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";

    private final Map<String, List<String>> headers = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksForNoneUnlessTold() throws IOException {
        put(new Encryption.None());
        assertEquals(null, header(ALGORITHM));
        assertEquals("*", header("if-none-match"));
    }

    @Test
    void asksForTheServersKeys() throws IOException {
        put(new Encryption.Aes256());
        assertEquals("AES256", header(ALGORITHM));
    }

    @Test
    void asksForAKeyOfTheKeyService() throws IOException {
        put(new Encryption.Kms("key-1"));
        assertEquals("aws:kms", header(ALGORITHM));
        assertEquals("key-1", header(KEY));
    }

    @Test
    void asksForTheAccountsKeyOfTheKeyService() throws IOException {
        put(new Encryption.Kms(null));
        assertEquals("aws:kms", header(ALGORITHM));
        assertEquals(null, header(KEY));
    }

    private void put(Encryption encryption) throws IOException {
        var settings = new StoreSettings.S3(
                "bucket",
                "",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "us-east-1",
                new StoreSettings.Login("a", "b"),
                encryption,
                S3Rig.SHORT);
        try (var store = ObjectStores.open(settings)) {
            assertTrue(store.create("a", new byte[3]));
        }
    }

    private @Nullable String header(String name) {
        var values = headers.get(name);
        return values == null ? null : Objects.requireNonNull(values.getFirst());
    }
}
