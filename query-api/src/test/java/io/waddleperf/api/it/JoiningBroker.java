package io.waddleperf.api.it;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.embedded.NetworkListener;
import io.waddleperf.embedded.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives the service under test a broker that other machines may join at, as `up --listen` starts it: with names,
/// passwords and an authorizer. It takes the place of the one of [RealServers].
public final class JoiningBroker implements QuarkusTestResourceLifecycleManager {
    private static final char[] PASSWORD = "only-in-this-test".toCharArray();
    private static final String ALIAS = "broker";
    private static final long MAX_LOG_BYTES = 64 << 20;
    /// Stands in tokens; nobody goes there.
    private static final String URL = "https://127.0.0.1:1";

    private @Nullable Path dir;
    private @Nullable EmbeddedKafka broker;

    /// Its settings come after those of the others, and count.
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        try {
            return started(Files.createTempDirectory("waddleperf-joining-"));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException("the broker did not start", e);
        }
    }

    private Map<String, String> started(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        dir = folder;
        var keys = keys(folder);
        Path certificate = folder.resolve("certificate.pem");
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        Path keyStore = folder.resolve("broker.pem");
        Files.writeString(
                keyStore,
                pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD).getEncoded()) + Files.readString(certificate));
        var listener = new NetworkListener("127.0.0.1", 0, "127.0.0.1", keyStore);
        var kafka = EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), 0, MAX_LOG_BYTES, listener));
        broker = kafka;
        RealServers.provision(kafka.bootstrap());
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrap(),
                "waddleperf.join.url", URL,
                "waddleperf.join.bootstrap-servers", kafka.networkBootstrap(),
                "waddleperf.join.authority", certificate.toString());
    }

    /// A key and its certificate, which it signed itself, by the JDK's keytool.
    private static KeyStore keys(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Path log = folder.resolve("keytool.log");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        String.valueOf(PASSWORD),
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool made no key: " + Files.readString(log));
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static String pem(String what, byte[] content) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
        if (dir != null) {
            try {
                Trees.delete(dir);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
