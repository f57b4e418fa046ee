package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNetworkTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    @Test
    void findsTheGatewayAndTheResolversOnce() throws IOException {
        Path routes = Files.writeString(dir.resolve("route"), """
                Iface\tDestination\tGateway \tFlags
                eth0\t00000000\t010200C0\t0003
                eth0\t000200C0\t00000000\t0001
                """);
        Path resolvers = Files.writeString(dir.resolve("resolv.conf"), """
                # made by hand
                search example.net
                nameserver 192.0.2.1
                nameserver 2001:db8::53
                nameserver fe80::1%eth0
                """);
        var found = new LocalNetwork(routes, resolvers).addresses();
        assertEquals(List.of("192.0.2.1", "2001:db8::53"), List.copyOf(found));
    }

    @Test
    void saysThatThereIsNone() {
        var network = new LocalNetwork(dir.resolve("absent"), dir.resolve("absent-too"));
        assertThrows(StartException.class, network::addresses);
    }
}
