package io.waddleperf.cli.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsCommandsTest {
    private static final String WEB = """
            apiVersion: waddleperf.io/v1
            kind: Target
            metadata: {name: web}
            spec:
              address: 192.0.2.1
            """;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    private HttpServer server;
    private String api;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api = "--api=http://127.0.0.1:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(int status, String body) {
        server.createContext("/api/v1/documents", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + ' ' + sent);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void saysWhatIsWrongWithFileLineAndField() throws IOException {
        String file = file("web.yaml", WEB + "  colour: red\n---\n" + WEB.replace("192.0.2.1", "a b"));
        file("note.txt", "not looked at");
        var ran = Cli.run("validate", "-f", folder.toString());
        assertEquals(Exit.WRONG_USE, ran.code());
        var lines = ran.err().lines().toList();
        assertEquals(
                file + ":6: spec.colour: is not known; allowed here: address, dependsOn, labels, location, owned",
                lines.getFirst());
        assertTrue(lines.get(1).startsWith(file + ":10: metadata.name: Target web stands also at"), ran.err());
        assertTrue(lines.get(2).startsWith(file + ":12: spec: address must be"), ran.err());
    }

    @Test
    void findsNothingWrongWithWhatIsValid() throws IOException {
        var ran = Cli.run("validate", "-f", file("web.yaml", WEB));
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("1 document is valid\n", ran.err());
        assertEquals(Exit.WRONG_USE, Cli.run("validate").code());
        assertEquals(Exit.WRONG_USE, Cli.run("validate", "-f", folder + "/none").code());
    }

    @Test
    void leavesWhatIsHiddenInAFolderAlone() throws IOException {
        Path whole = folder.resolve(".whole");
        Files.createDirectories(whole.resolve("..data"));
        Files.writeString(whole.resolve("web.yaml"), WEB);
        Files.writeString(whole.resolve("..data/web.yaml"), WEB);
        Files.writeString(whole.resolve(".draft.yaml"), "kind: [");
        var ran = Cli.run("validate", "-f", whole.toString());
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("1 document is valid\n", ran.err());
    }

    @Test
    void saysWhichFileOfAFolderCannotBeRead() throws IOException {
        Path whole = Files.createDirectories(folder.resolve("whole"));
        Path link = Files.createSymbolicLink(whole.resolve("gone.yaml"), whole.resolve("none"));
        var ran = Cli.run("validate", "-f", whole.toString());
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().startsWith(link + ": there is no such file or folder\n"), ran.err());
    }

    @Test
    void sendsWhatStandsInTheFiles() throws IOException {
        answers(200, """
                {"applied":true,"items":[{"kind":"Target","name":"web","result":"created","pointer":null,
                 "detail":null,"before":null,"after":{}}]}""");
        var ran = Cli.run("apply", api, "-f", file("web.yaml", WEB), "--prune=app=shop");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("""
                KIND    NAME  RESULT   DETAIL
                Target  web   created  -
                """, ran.out());
        assertEquals("1 created\n", ran.err());
        assertEquals(
                List.of(
                        "POST /api/v1/documents {\"documents\":[{\"apiVersion\":\"waddleperf.io/v1\",\"kind\":\"Target\","
                                + "\"metadata\":{\"name\":\"web\"},\"spec\":{\"address\":\"192.0.2.1\"}}],"
                                + "\"prune\":{\"app\":\"shop\"},\"dryRun\":false}"),
                asked);
    }

    @Test
    void showsWhereInTheFileAServerRefusesSomething() throws IOException {
        answers(200, """
                {"applied":false,"items":[{"kind":"Target","name":"web","result":"refused",
                 "pointer":"/documents/0/spec/address","detail":"is taken","before":null,"after":null}]}""");
        String file = file("web.yaml", "# mine\n" + WEB);
        for (String command : List.of("apply", "diff")) {
            var ran = Cli.run(command, api, "-f", file);
            assertEquals(Exit.WRONG_USE, ran.code());
            assertTrue(ran.err().contains(file + ":6: spec.address: is taken\n"), ran.err());
        }
    }

    @Test
    void showsEachFieldThatDiffers() throws IOException {
        answers(200, """
                {"applied":false,"items":[{"kind":"Target","name":"web","result":"changed","pointer":null,"detail":null,
                 "before":{"spec":{"address":"192.0.2.9","owned":false}},
                 "after":{"spec":{"address":"192.0.2.1","owned":false,"labels":{"a":"b"}}}},
                 {"kind":"Target","name":"same","result":"unchanged"}]}""");
        String file = file("web.yaml", WEB);
        var ran = Cli.run("diff", api, "-f", file);
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("""
                Target web: changed
                  - spec.address: 192.0.2.9
                  + spec.address: 192.0.2.1
                  + spec.labels.a: b
                """, ran.out());
        assertEquals(1, Cli.run("diff", api, "-f", file, "--exit-code").code());
    }

    /// Numbers stay numbers and texts that look like one stay texts.
    @Test
    void writesDocumentsThatCanBeAppliedAgain() throws IOException {
        answers(200, """
                {"items":[{"apiVersion":"waddleperf.io/v1","kind":"Check","metadata":{"name":"c","labels":{"n":"1"}},
                 "spec":{"test":"tcp","port":443}},
                 {"apiVersion":"waddleperf.io/v1","kind":"Silence","metadata":{"name":"s"},
                 "spec":{"match":{"site":"true"},"endsAt":"2098-05-02T04:00:00Z","comment":"${HOME} of # a: b"}}],
                 "next":null}""");
        for (String format : List.of("yaml", "json")) {
            var ran = Cli.run("get", api, "-o", format);
            assertEquals(Exit.OK, ran.code(), ran.err());
            var files = new DocumentFiles(new ByteArrayInputStream(ran.bytes()), _ -> null).read(List.of("-"));
            assertEquals(List.of(), files.complaints());
            assertEquals(List.of(), LocalCheck.complaints(files.found()));
            assertTrue(files.found().getFirst().tree().toString().contains("port=443}"), ran.out());
            assertTrue(files.found().getLast().tree().toString().contains("comment=${HOME} of # a: b"), ran.out());
        }
        assertTrue(Cli.run("get", api).out().contains("port: 443\n"));
        assertTrue(Cli.run("get", api).out().contains("n: '1'\n"));
        assertEquals(
                1, Cli.run("get", api, "-l", "n=1", "-o=table").out().lines().count() - 1);
    }

    @Test
    void putsVariablesIntoValues() throws IOException {
        String yaml =
                WEB.replace("192.0.2.1", "${HOST}.example.net").replace("web", "\"$${HOST}\"") + "  labels: {a: b}\n";
        var files = new DocumentFiles(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
                        name -> "HOST".equals(name) ? "a: [b" : null)
                .read(List.of("-"));
        assertEquals(List.of(), files.complaints());
        String tree = files.found().getFirst().tree().toString();
        assertTrue(tree.contains("address=a: [b.example.net"), tree);
        assertTrue(tree.contains("name=${HOST}"), tree);
        var missing = Cli.run("validate", "-f", file("web.yaml", WEB.replace("192.0.2.1", "${WADDLEPERF_NO_SUCH}")));
        assertEquals(Exit.WRONG_USE, missing.code());
        assertTrue(missing.err().contains("web.yaml:5: spec.address: the variable WADDLEPERF_NO_SUCH is not set"));
    }

    /// A variable of the command would put the secret itself into the document.
    @Test
    void refusesASecretThatAVariablePutsIntoAChannelAndDoesNotRepeatIt() {
        String yaml = """
                apiVersion: waddleperf.io/v1
                kind: Channel
                metadata: {name: chat}
                spec:
                  type: slack
                  url: ${SLACK_URL}
                """;
        var files = new DocumentFiles(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
                        _ -> "https://hooks.example.net/T0/hunter2")
                .read(List.of("-"));
        var complaints = LocalCheck.complaints(files.found());
        assertEquals(1, complaints.size(), complaints::toString);
        String complaint = complaints.getFirst();
        assertTrue(complaint.startsWith("standard input:6: spec: url must be env:NOTIFY_…"), complaint);
        assertFalse(complaint.contains("hunter2"), complaint);
    }

    @Test
    void removesByFileOrByName() throws IOException {
        answers(200, """
                {"applied":true,"items":[{"kind":"Target","name":"web","result":"removed"}]}""");
        assertEquals(
                Exit.OK, Cli.run("delete", api, "-f", file("web.yaml", WEB)).code());
        assertEquals(Exit.OK, Cli.run("delete", api, "targets", "web").code());
        assertEquals(Exit.WRONG_USE, Cli.run("delete", api, "target").code());
        assertEquals(Exit.WRONG_USE, Cli.run("delete", api, "pod", "web").code());
        assertEquals(
                Collections.nCopies(
                        2,
                        "POST /api/v1/documents {\"remove\":[{\"kind\":\"Target\",\"name\":\"web\"}],\"dryRun\":false}"),
                asked.stream()
                        .map(request -> request.replace(
                                "{\"name\":\"web\",\"kind\":\"Target\"}", "{\"kind\":\"Target\",\"name\":\"web\"}"))
                        .toList());
    }

    @Test
    void tellsWhyAServerDidNotDoIt() throws IOException {
        answers(403, "{\"detail\":\"needs a maintainer\"}");
        var ran = Cli.run("apply", api, "-f", file("web.yaml", WEB));
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("needs a maintainer"), ran.err());
        assertEquals(Exit.NO_SERVER, Cli.run("get", "--api=http://127.0.0.1:1").code());
    }
}
