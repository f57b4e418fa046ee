import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// S3's protocol over a folder, by the settings of s3proxy's own image that deploy/compose uses.
class S3 {
    public static void main(String[] arguments) throws Exception {
        var environment = System.getenv();
        Path folder = Files.createDirectories(Path.of(environment.get("JCLOUDS_FILESYSTEM_BASEDIR")));
        var server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
                .endpoint(URI.create(environment.get("S3PROXY_ENDPOINT")))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4,
                        environment.get("S3PROXY_IDENTITY"),
                        environment.get("S3PROXY_CREDENTIAL"))
                .ignoreUnknownHeaders(Boolean.parseBoolean(environment.get("S3PROXY_IGNORE_UNKNOWN_HEADERS")))
                .build();
        server.start();
        System.out.println("s3proxy is ready on port " + server.getPort());
        Thread.currentThread().join();
    }
}
