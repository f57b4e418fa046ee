package io.waddleperf.probe.responder;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Require;
import io.waddleperf.probe.admission.Cidr;
import io.waddleperf.probe.stamp.StampToken;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/// The responder as a process of its own, for machines that are to be tested and run no probe.
///
/// Exit codes: 2 a wrong option, 3 a port is taken or not allowed, 143 ended by SIGTERM.
public final class ResponderMain {
    private static final int OK = 0;
    private static final int WRONG_OPTION = 2;
    private static final int CANNOT_START = 3;

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("host", "127.0.0.1"),
            Map.entry("http-port", "8088"),
            Map.entry("udp-port", "standard"),
            Map.entry("iperf-port", "5201"),
            Map.entry("speed-port", "8989"),
            Map.entry("https-port", "8443"),
            Map.entry("data", ""),
            Map.entry("certificate", ""),
            Map.entry("key", ""),
            Map.entry("allow", ""),
            Map.entry("token-file", ""));

    private static final String OPTIONS = "--host=, --http-port=, --udp-port=, --iperf-port=, --speed-port=,"
            + " --https-port=, --data=, --certificate=, --key=, --allow= or --token-file=";

    private static final String USAGE = """
            usage: waddleperf responder [--host=ADDRESS] [--http-port=PORT] [--udp-port=PORT]
                                        [--iperf-port=PORT] [--speed-port=PORT] [--allow=BLOCK,…]
                                        [--token-file=PATH]
                                        [--https-port=PORT] [--data=DIR | --certificate=FILE --key=FILE]

            Answers the tests of probes and of other tools until it is stopped:
              HTTP  GET /, /health, /status/CODE, /delay/MS, /bytes/N (or /bytes?n=N)
              HTTPS  the same by HTTP/1.1, HTTP/2 and, on the same port of UDP, HTTP/3; gRPC's health check; one
                    source gets 500 requests and 64 MiB a second
              UDP   STAMP (RFC 8762; also TWAMP-Light), stateful; what is shorter than 44 bytes comes back as
                    it is. An answer is never larger than its question; one source gets 2,000 a second.
              iperf3  throughput tests of probes and of `iperf3 -c`, TCP and UDP, one at a time: at most 60 s and
                    16 streams in each direction
              speed tests  of probes and of LibreSpeed's pages and programs: HTTP, /backend/garbage.php, empty.php and
                    getIP.php; one source at a time, at most 32 connections of 120 s; also GET / and /health

              --host=ADDRESS    the address to listen on (127.0.0.1); 0.0.0.0 or :: for all of this machine
              --http-port=PORT  (8088); 0: any free one
              --udp-port=PORT   (862, or 2000 where that cannot be had); 0: any free one
              --iperf-port=PORT (5201); 0: any free one; off: no throughput tests
              --speed-port=PORT (8989); 0: any free one; off: no speed tests
              --https-port=PORT (8443), of TCP and UDP; 0: any free one; off: nothing over TLS and QUIC
              --data=DIR        keeps the certificate that it makes itself, in DIR/responder.crt; else each start makes
                                a new one
              --certificate=FILE, --key=FILE  another one instead, in PEM; the key of EC or RSA, in PKCS #8
              --allow=BLOCK,…   whose questions are answered, such as 10.0.0.0/8,2001:db8::/32 (everybody's); this
                                machine's own always are
              --token-file=PATH a file with 16 characters or more: UDP is answered where a packet shows them, by an
                                HMAC (RFC 8972); a probe shows those of its --responder-token-file
            """;

    /// What the command line says.
    ///
    record Options(Responder.At at) {
        /// @throws IllegalArgumentException says which option is wrong and what is allowed
        static Options of(List<String> arguments) {
            var given = new HashMap<>(DEFAULTS);
            for (String argument : arguments) {
                int equals = argument.indexOf('=');
                boolean known =
                        argument.startsWith("--") && equals > 0 && DEFAULTS.containsKey(argument.substring(2, equals));
                Require.that(known, "option", argument, "must be " + OPTIONS);
                given.put(argument.substring(2, equals), argument.substring(equals + 1));
            }
            String udp = given.getOrDefault("udp-port", "");
            return new Options(new Responder.At(
                    address(given.getOrDefault("host", "")),
                    port("--http-port", given.getOrDefault("http-port", "")),
                    udp.equals("standard") ? OptionalInt.empty() : OptionalInt.of(port("--udp-port", udp)),
                    portOrOff("iperf-port", given),
                    portOrOff("speed-port", given),
                    https(given),
                    blocks(given.getOrDefault("allow", "")),
                    token(given.getOrDefault("token-file", ""))));
        }

        private static Optional<StampToken> token(String file) {
            try {
                return file.isEmpty() ? Optional.empty() : Optional.of(StampToken.read(Path.of(file)));
            } catch (IOException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        private static List<Cidr> blocks(String text) {
            try {
                return Cidr.parseAll(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "--allow must be blocks such as 10.0.0.0/8,2001:db8::/32, not " + text, e);
            }
        }

        private static Optional<Responder.HttpsAt> https(Map<String, String> given) {
            var port = portOrOff("https-port", given);
            var certificate = CertificateAt.of(
                    given.getOrDefault("data", ""),
                    new CertificateAt.Given("--certificate", given.getOrDefault("certificate", "")),
                    new CertificateAt.Given("--key", given.getOrDefault("key", "")));
            return port.isEmpty() ? Optional.empty() : Optional.of(new Responder.HttpsAt(port.getAsInt(), certificate));
        }

        private static OptionalInt portOrOff(String option, Map<String, String> given) {
            String text = given.getOrDefault(option, "");
            return text.equals("off") ? OptionalInt.empty() : OptionalInt.of(port("--" + option, text));
        }

        private static InetAddress address(String text) {
            try {
                return InetAddress.ofLiteral(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("--host must be an address, not " + text, e);
            }
        }

        private static int port(String option, String text) {
            Require.that(text.matches("\\d{1,5}"), option, '"' + text + '"', "must be 0 to 65535");
            int port = Integer.parseInt(text);
            Require.range(option, port, 0, 65_535);
            return port;
        }
    }

    private ResponderMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(USAGE);
            return OK;
        }
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("responder: " + e.getMessage());
            System.err.print(USAGE);
            return WRONG_OPTION;
        }
        return answerUntilEnded(options);
    }

    private static int answerUntilEnded(Options options) throws InterruptedException {
        try (var responder = Responder.start(
                options.at(), InstantSource.system(), System::nanoTime, new ThroughputLoad(System::nanoTime))) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(responder::close));
            System.out.println(readyLine(responder.addresses()));
            responder.withoutHttp3().ifPresent(why -> System.err.println("responder: no HTTP/3: " + why));
            new CountDownLatch(1).await(); // until a signal ends the process
            return OK;
        } catch (IOException e) {
            System.err.println("responder: cannot listen on "
                    + options.at().host().getHostAddress() + ", " + e.getMessage() + "; choose others by " + OPTIONS);
            return CANNOT_START;
        }
    }

    private static String readyLine(Heartbeat.Responder addresses) {
        return "responder ready: " + addresses.http()
                + (addresses.https() == null ? "" : ", " + addresses.https())
                + (addresses.iperf() == null ? "" : ", iperf3 on " + addresses.iperf())
                + (addresses.speedtest() == null ? "" : ", speed tests on " + addresses.speedtest())
                + " and STAMP on UDP " + addresses.udp();
    }
}
