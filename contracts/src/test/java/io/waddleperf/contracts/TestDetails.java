package io.waddleperf.contracts;

import java.util.List;

/// What the sample commands and results of [Events] carry.
final class TestDetails {
    private TestDetails() {}

    static Details.TlsDetails tls() {
        return new Details.TlsDetails(
                "192.0.2.7", 443, "TLSv1.3", "TLS_AES_128_GCM_SHA256", "h2", List.of(certificate()), "expired");
    }

    static Details.SystemDetails system() {
        var eth = new Details.Interface("eth0", true, 1_500, List.of("192.0.2.9"), 100, 200, 0, 1);
        return new Details.SystemDetails(
                "Linux 6.18", List.of(eth), List.of("default via 192.0.2.1 dev eth0"), List.of("192.0.2.53"), "synced");
    }

    static Details.UdpDetails udp() {
        return new Details.UdpDetails(
                "192.0.2.7", 2_000, "stateful", 3, 1, 0, 0, 1, 2, 0, 14.25, 310L, "both clocks are within 0.310 ms");
    }

    static TestSpec ssh() {
        return new SshSpec(2_222, "probe", "probe-key", "SHA256:" + "A".repeat(43), 20, 10_000_000);
    }

    static Details sshDetails() {
        return new Details.SshDetails(
                "192.0.2.7",
                22,
                "SSH-2.0-OpenSSH_9.2p1",
                "curve25519-sha256",
                "ssh-ed25519",
                "SHA256:" + "A".repeat(43),
                "aes128-ctr",
                "hmac-sha2-256",
                "publickey");
    }

    static TestSpec throughput() {
        return new ThroughputSpec(5_202, "udp", "both", 4, 10_000_000, 1_000_000_000L, 50_000_000L, 1_400, 20_000_000);
    }

    static Details captureDetails() {
        return new Details.CaptureDetails(
                "192.0.2.7",
                "host 192.0.2.7 and port 443",
                "192.0.2.7-20261125T101500123456Z.pcapng",
                123_456,
                1_000,
                900_000,
                2,
                96,
                false,
                "size",
                List.of("eth0"));
    }

    static Details throughputDetails() {
        var first = new Details.Interval(0, 1_000_000, 9.4e8, null, 3L, 812.5, 1_310_720L);
        var last = new Details.Interval(1_000_000, 1_500_000, null, 9.1e8, null, null, null);
        return new Details.ThroughputDetails(
                "192.0.2.7", 5_201, "tcp", "forward", 2, "cubic", "bbr", 1, "icmp-raw", List.of(first, last));
    }

    static TestSpec speedtest() {
        return new SpeedtestSpec(
                8_443,
                true,
                "/speed/backend/",
                "reverse",
                4,
                5_000_000,
                1_500_000,
                25,
                10,
                1_000_000_000L,
                50_000_000L,
                20,
                true,
                30_000_000);
    }

    static Details speedtestDetails() {
        var back = new Details.Interval(0, 1_000_000, null, 9.1e8, null, null, null);
        var there = new Details.Interval(1_000_000, 2_000_000, 9.4e8, null, 3L, 812.5, 1_310_720L);
        return new Details.SpeedtestDetails(
                "192.0.2.7",
                443,
                "https://example.net/backend/",
                "both",
                6,
                "192.0.2.9",
                "cubic",
                2,
                "http-get",
                certificate(),
                List.of(back, there));
    }

    static TestSpec dnsOverTls() {
        var expect = new DnsExpectation(null, List.of("192.0.2.7"), List.of(), 60L, true);
        return new DnsSpec("example.net", "A", "192.0.2.53", 3_000_000, "tls", "dns.example.net", expect);
    }

    static Details dnsDetails() {
        return new Details.DnsDetails(
                "192.0.2.53", "example.net.", "A", "NOERROR", List.of("192.0.2.7"), 300L, true, certificate());
    }

    static TestSpec expecting() {
        var header = new HttpExpectation.HeaderExpectation("content-type", null, "^text/html");
        var expect = new HttpExpectation(
                List.of("200", "3xx"),
                List.of(header),
                List.of("Welcome"),
                "<h1>.+</h1>",
                "[Ee]rror",
                100L,
                9_999L,
                14);
        return new HttpSpec("/login", null, 1_048_576, 10_000_000, "2", 5, expect);
    }

    static Details redirected() {
        var hop = new Details.Redirect("http://example.net/", "192.0.2.7", 301, "HTTP/1.1");
        return new Details.HttpDetails("192.0.2.7", "https://example.net/", 200, "HTTP/2", certificate(), List.of(hop));
    }

    static Details.Certificate certificate() {
        return new Details.Certificate(
                "CN=example.net",
                "CN=Test CA",
                Events.AT,
                Events.AT.plusSeconds(864_000),
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                "trusted");
    }
}
