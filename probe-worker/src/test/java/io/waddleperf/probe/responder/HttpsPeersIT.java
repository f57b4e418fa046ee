package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that others wrote ask the responder over TLS and QUIC: curl (nghttp2; its own HTTP/3 where it
/// has one), ngtcp2's, and gRPC's C core.
class HttpsPeersIT {
    private static final String CURL = "/usr/bin/curl";
    private static final String NGTCP2 = "/usr/bin/gtlsclient";
    private static final Path GRPC = Path.of("/usr/lib/python3/dist-packages/grpc/__init__.py");
    private static final int COUNT = 3_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestResponder responder;

    @BeforeEach
    void start() throws Exception {
        responder = new TestResponder(dir, System::nanoTime);
    }

    @AfterEach
    void stop() {
        responder.close();
    }

    @Test
    void curlTrustsItsCertificateAndSpeaksEachVersion() throws Exception {
        var versions = new ArrayList<>(List.of("1.1", "2"));
        if (run(CURL, "--version").contains("HTTP3")) {
            versions.add("3-only");
        }
        for (String version : versions) {
            String said = run(
                    CURL,
                    "--silent",
                    "--show-error",
                    "--noproxy",
                    "*",
                    "--max-time",
                    "60",
                    "--http" + version,
                    "--cacert",
                    dir.resolve(Identity.PUBLIC_FILE).toString(),
                    "--output",
                    dir.resolve("body").toString(),
                    "--write-out",
                    "%{http_version} %{response_code} %{size_download}",
                    responder.url() + "/bytes/" + COUNT);
            assertEquals(version.substring(0, version.equals("1.1") ? 3 : 1) + " 200 " + COUNT, said);
        }
    }

    @Test
    void anotherClientReadsItOverHttp3() throws Exception {
        run(
                NGTCP2,
                "--quiet",
                "--timeout=30s",
                "--exit-on-all-streams-close",
                "--download=" + dir,
                "127.0.0.1",
                String.valueOf(responder.port()),
                "https://localhost:" + responder.port() + "/bytes/" + COUNT);
        assertEquals(COUNT, Files.size(dir.resolve(String.valueOf(COUNT))));
    }

    @Test
    void anotherGrpcAsksForItsHealth() throws Exception {
        assumeTrue(Files.exists(GRPC), "python3-grpcio is not installed");
        var script = dir.resolve("health_client.py");
        try (var source = HttpsPeersIT.class.getResourceAsStream("/health_client.py")) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        }
        String said = run(
                "/usr/bin/python3",
                script.toString(),
                dir.resolve(Identity.PUBLIC_FILE).toString(),
                "localhost:" + responder.port());
        assertEquals("0801 NOT_FOUND UNIMPLEMENTED", said.strip());
    }

    private String run(String... command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(command[0])), command[0] + " is not installed");
        var log = dir.resolve("said");
        var process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(90, TimeUnit.SECONDS), () -> command[0] + " does not end");
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
