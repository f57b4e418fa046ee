package io.waddleperf.testkit.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// S3's protocol over a folder, in this JVM, on 127.0.0.1 only; signatures are checked.
///
/// The folder keeps buckets and objects over restarts.
public final class EmbeddedS3 implements AutoCloseable {
    public static final String ACCESS_KEY = "waddleperf-test";
    public static final String SECRET_KEY = "no-secret-but-checked";

    private final S3Proxy server;
    private final Path dir;

    private EmbeddedS3(S3Proxy server, Path dir) {
        this.server = server;
        this.dir = dir;
    }

    /// On a free port.
    public static EmbeddedS3 start(Path dir) throws IOException {
        return start(dir, 0);
    }

    public static EmbeddedS3 start(Path dir, int port) throws IOException {
        return start(dir, port, SECRET_KEY);
    }

    /// @param secret of [#ACCESS_KEY] from now on
    public static EmbeddedS3 start(Path dir, int port, String secret) throws IOException {
        // Over a relative folder it answers, but lists nothing.
        var absolute = Files.createDirectories(dir.toAbsolutePath());
        var server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(absolute.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, secret)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("The S3 server for tests did not start on port " + port, e);
        }
        return new EmbeddedS3(server, absolute);
    }

    public int port() {
        return server.getPort();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /// An empty bucket, or the one that is there.
    public void bucket(String name) throws IOException {
        Files.createDirectories(dir.resolve(name));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server for tests did not stop", e);
        }
    }
}
