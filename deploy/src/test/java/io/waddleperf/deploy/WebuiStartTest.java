package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the page's image writes for nginx; who is asked for names, and nginx itself, are scripts of the test.
@SuppressWarnings("NullAway.Init") // made before each test
class WebuiStartTest {
    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void copy() throws Exception {
        String text = Files.readString(Path.of("images/webui-start"))
                .replace("/tmp/waddleperf", written("").toString());
        script = program("webui-start", text);
        Files.createDirectory(folder.resolve("bin"));
        program("bin/nginx", "#!/bin/sh\necho \"nginx $*\"\n");
        program("bin/sleep", "#!/bin/sh\necho slept >>\"" + folder.resolve("slept") + "\"\n");
    }

    /// Names are asked for as they stand ever after, so a short one would be asked for in vain.
    @Test
    void waitsForTheFullNameOfTheApi() throws Exception {
        String asked = folder.resolve("asked").toString();
        program(
                "bin/getent",
                "#!/bin/sh\necho \"$2\" >>" + asked + "\n[ \"$(wc -l <" + asked
                        + ")\" -ge 3 ] && echo \"10.0.0.7 $2.network.svc.cluster.local\"\n");
        var start = start(Map.of());
        assertEquals(0, start.code(), start::err);
        assertTrue(start.out().startsWith("nginx "), start::out);
        assertTrue(
                Files.readString(written("upstream.conf"))
                        .contains("map $host $api { default query-api.network.svc.cluster.local:8080; }"),
                () -> "it stands in upstream.conf");
        assertEquals(2, Files.readAllLines(folder.resolve("slept")).size());
    }

    @Test
    void endsWhereTheApiHasNoAddress() throws Exception {
        program("bin/getent", "#!/bin/sh\nexit 2\n");
        var start = start(Map.of());
        assertEquals(2, start.code());
        assertTrue(start.err().contains("'query-api' of WADDLEPERF_API has had no address for 20 s"), start::err);
        assertEquals(20, Files.readAllLines(folder.resolve("slept")).size());
        assertEquals("", start.out(), "nginx does not start");
    }

    @Test
    void speaksTlsWhereItIsTold() throws Exception {
        Path tls = Files.createDirectory(folder.resolve("tls"));
        Files.writeString(tls.resolve("page.pem"), "a certificate");
        Files.writeString(tls.resolve("page.key"), "its key");
        var start = start(Map.of(
                "WADDLEPERF_API", "127.0.0.1:8080", "WADDLEPERF_TLS", tls.toString(), "WADDLEPERF_TLS_PORT", "443"));
        assertEquals(0, start.code(), start::err);
        var listen = Files.readString(written("listen.conf"));
        assertTrue(listen.contains("listen 8080;\n") && listen.contains("listen 443 ssl http2;\n"), listen);
    }

    @ParameterizedTest
    @CsvSource({
        "WADDLEPERF_API, query-api, host:port",
        "WADDLEPERF_TLS_PORT, 8080, other than 8080",
        "WADDLEPERF_TLS_PORT, https, other than 8080",
        "WADDLEPERF_TRUSTED_PROXIES, everybody, address blocks",
    })
    void saysWhichSettingIsWrong(String name, String value, String said) throws Exception {
        program("bin/getent", "#!/bin/sh\necho \"10.0.0.7 $2\"\n");
        var start = start(Map.of(name, value));
        assertEquals(2, start.code());
        assertTrue(start.err().contains(name + " must be") && start.err().contains(said), start::err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1.4.0 | {\"service\":\"webui\",\"version\":\"1.4.0\"}",
                "v1.4.0.1795766400 | {\"service\":\"webui\",\"version\":\"1.4.0\",\"build\":1795766400}",
            })
    void tellsItsVersionAsServicesDo(String version, String told) throws Exception {
        var script = Script.run(Path.of("images/told-version"), version + "\n", Map.of(), "webui");
        assertEquals(told, script.out(), script::err);
        assertEquals(
                2,
                Script.run(Path.of("images/told-version"), "main\n", Map.of(), "webui")
                        .code());
    }

    private Script start(Map<String, String> settings) throws Exception {
        var environment = new HashMap<>(Map.of(
                "PATH", folder.resolve("bin") + ":" + System.getenv("PATH"),
                "WADDLEPERF_API", "query-api:8080",
                "WADDLEPERF_API_RESOLVER", "10.0.0.2"));
        environment.putAll(settings);
        return Script.run(script, "", environment);
    }

    private Path written(String name) {
        return folder.resolve("written").resolve(name);
    }

    private Path program(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }
}
