package io.waddleperf.probe.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Keys and certificates for tests, made by the JDK's keytool in a folder of the test.
public final class TestCertificates {
    private static final char[] PASSWORD = "only-in-this-test".toCharArray();
    private static final String AUTHORITY = "authority";

    private final Path file;

    public TestCertificates(Path folder) {
        file = folder.resolve("keys.p12");
    }

    /// For `localhost`, signed by itself.
    public TestCertificates selfSigned(String alias, int days) throws IOException, InterruptedException {
        return make(alias, "CN=localhost", "-ext", "SAN=dns:localhost", "-validity", String.valueOf(days));
    }

    public TestCertificates authority() throws IOException, InterruptedException {
        return make(AUTHORITY, "CN=Test Authority", "-ext", "bc:c", "-validity", "3650");
    }

    /// For `localhost`, signed by the authority.
    ///
    /// @param start as keytool's `-startdate`, such as `-10d`
    public TestCertificates signed(String alias, String start, int days) throws IOException, InterruptedException {
        return make(
                alias,
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-signer",
                AUTHORITY,
                "-startdate",
                start,
                "-validity",
                String.valueOf(days));
    }

    private TestCertificates make(String alias, String name, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                name));
        command.addAll(List.of(more));
        var log = file.resolveSibling("keytool.log");
        var keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool made no " + alias + ": " + Files.readString(log));
        }
        return this;
    }

    public Trust trustingTheAuthority() throws GeneralSecurityException, IOException {
        return trusting(AUTHORITY);
    }

    public Trust trusting(String alias) throws GeneralSecurityException, IOException {
        var authorities = empty();
        authorities.setCertificateEntry(alias, store().getCertificate(alias));
        return Trust.of(authorities);
    }

    /// Of a server that shows this certificate.
    public SSLContext server(String alias) throws GeneralSecurityException, IOException {
        var all = store();
        var one = empty();
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
