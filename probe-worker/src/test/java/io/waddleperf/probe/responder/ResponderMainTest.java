package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.admission.Cidr;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponderMainTest {
    private static final int SIGTERM_CODE = 143;

    @Test
    void hasTheDefaultsThatItsHelpNames() {
        var options = ResponderMain.Options.of(List.of()).at();
        assertTrue(options.host().isLoopbackAddress());
        assertEquals(8_088, options.httpPort());
        assertEquals(OptionalInt.empty(), options.udpPort());
        var others = ResponderMain.Options.of(List.of(
                        "--host=::",
                        "--http-port=0",
                        "--udp-port=2000",
                        "--iperf-port=off",
                        "--speed-port=off",
                        "--https-port=off",
                        "--allow=10.0.0.0/8, 2001:db8::/32"))
                .at();
        assertEquals(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8::/32")), others.allowed());
        assertEquals(List.of(), options.allowed());
        assertEquals(InetAddress.ofLiteral("::"), others.host());
        assertEquals(OptionalInt.of(2_000), others.udpPort());
        assertEquals(OptionalInt.of(5_201), options.iperfPort());
        assertEquals(OptionalInt.empty(), others.iperfPort());
        assertEquals(OptionalInt.of(8_989), options.speedPort());
        assertEquals(OptionalInt.empty(), others.speedPort());
        assertEquals(Optional.of(new Responder.HttpsAt(8_443, new CertificateAt.Fleeting())), options.https());
        assertEquals(Optional.empty(), others.https());
        var kept = ResponderMain.Options.of(List.of("--https-port=0", "--data=/var/lib/responder"))
                .at();
        assertEquals(
                Optional.of(new Responder.HttpsAt(0, new CertificateAt.Kept(Path.of("/var/lib/responder")))),
                kept.https());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --host=localhost   | --host must be an address, not localhost
            --udp-port=x       | --udp-port must be 0 to 65535, not "x"
            --http-port=70000  | --http-port must be 0 to 65535, not 70000
            --https-port=x     | --https-port must be 0 to 65535, not "x"
            --certificate=/a   | --key must be given with --certificate, not nothing
            --token-file=/no/token | there is no token file /no/token
            --allow=10.0.0.0/8;x | --allow must be blocks such as 10.0.0.0/8,2001:db8::/32, not 10.0.0.0/8;x
            --verbose          | option must be --host=, --http-port=, --udp-port=, --iperf-port=, --speed-port=, --https-port=, --data=, --certificate=, --key=, --allow= or --token-file=, not --verbose
            host=::            | option must be --host=, --http-port=, --udp-port=, --iperf-port=, --speed-port=, --https-port=, --data=, --certificate=, --key=, --allow= or --token-file=, not host=::
            """)
    void saysWhichOptionIsWrong(String argument, String complaint) {
        var e = assertThrows(IllegalArgumentException.class, () -> ResponderMain.Options.of(List.of(argument)));
        assertEquals(complaint, e.getMessage());
    }

    /// Whoever may not have 862 gets 2000, and both are named where neither can be had.
    @Test
    void takesTheFirstStandardPortThatItCanHave() throws IOException {
        var tried = new ArrayList<Integer>();
        var complaint = assertThrows(
                IOException.class,
                () -> UdpPort.bind(InetAddress.ofLiteral("::1"), OptionalInt.empty(), at -> {
                    tried.add(at.getPort());
                    throw new IOException("taken");
                }));
        assertEquals(List.of(862, 2_000), tried);
        assertEquals("UDP port 862: taken; UDP port 2000: taken", complaint.getMessage());
    }

    @Test
    void answersUntilItIsStopped() throws Exception {
        var process = start("--http-port=0", "--udp-port=0", "--iperf-port=0", "--speed-port=0", "--https-port=0");
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = lines.readLine();
            assertTrue(
                    ready.matches(
                            "responder ready: http://127\\.0\\.0\\.1:\\d+, https://127\\.0\\.0\\.1:\\d+, iperf3 on 127\\.0\\.0\\.1:\\d+"
                                    + ", speed tests on http://127\\.0\\.0\\.1:\\d+ and STAMP on UDP 127\\.0\\.0\\.1:\\d+"),
                    ready);
            process.destroy();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
            assertEquals(SIGTERM_CODE, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws Exception {
        try (var taken = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            var process = start("--http-port=0", "--udp-port=" + taken.getLocalPort());
            try (var output = process.getInputStream()) {
                String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(process.waitFor(10, TimeUnit.SECONDS));
                assertEquals(3, process.exitValue(), said);
                assertTrue(
                        said.matches("responder: cannot listen on 127\\.0\\.0\\.1, UDP port " + taken.getLocalPort()
                                + ": .*; choose others by --host=, --http-port=.* or --token-file=\n"),
                        said);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("src", "main", "jvm", "probe.jvmargs").toAbsolutePath());
        command.add(ResponderMain.class.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }
}
