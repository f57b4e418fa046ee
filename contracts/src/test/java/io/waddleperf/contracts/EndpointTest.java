package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,            192.0.2.1,   ,    ipv4, ping traceroute",
        "2001:db8::1,          2001:db8::1, ,    ipv6, ping traceroute",
        "[2001:db8::1]:443,    2001:db8::1, 443, ipv6, ping tcp traceroute",
        "example.net,          example.net, ,    ipv4, ping dns traceroute",
        "example.net:8443,     example.net, 8443, ipv4, ping tcp dns traceroute",
        "https://example.net/, example.net, 443, ipv4, ping tcp http dns traceroute",
        "http://127.0.0.1:8099/a?b=c, 127.0.0.1, 8099, ipv4, ping tcp http traceroute",
        "http://[::1]:80/,     ::1,         80,  ipv6, ping tcp http traceroute",
    })
    void takesAnAddressApart(String address, String host, Integer port, String family, String fitting) {
        var endpoint = Endpoint.parse(address);
        assertEquals(host, endpoint.host());
        assertEquals(port, endpoint.port());
        assertEquals(family, endpoint.family().wireName());
        var names = new Target("t", address, true, Map.of(), 1, null)
                .fittingChecks().stream().map(Check::name).toList();
        assertEquals(List.of(fitting.split(" ")), names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "300.1.1.1",
                "1.2.3",
                "example.net:0",
                "example.net:70000",
                "ftp://example.net/",
                "http://",
                "a b",
                "-x",
                "example..net",
                "[::1",
                "[zz]:1",
                "::g",
                "http://exa mple/",
                "example.net:"
            })
    void refusesWhatIsNoAddressAndSaysWhatIs(String address) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(address));
        assertEquals(true, String.valueOf(refusal.getMessage()).contains("must be"), refusal.getMessage());
    }
}
