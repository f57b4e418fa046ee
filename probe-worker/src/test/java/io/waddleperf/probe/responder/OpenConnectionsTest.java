package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private final OpenConnections connections = new OpenConnections(_ -> true);

    @Test
    void letsSoManyOfOneSourceInUntilOthersLeave() {
        var open = new ArrayList<EmbeddedChannel>();
        for (int i = 0; i < OpenConnections.MOST_OF_SOURCE; i++) {
            var connection = new EmbeddedChannel();
            assertTrue(connections.enter(connection, from("2001:db8::" + i))); // one network of 64 bits
            open.add(connection);
        }
        assertFalse(connections.enter(new EmbeddedChannel(), from("2001:db8::ffff")));
        assertTrue(connections.enter(new EmbeddedChannel(), from("2001:db8:0:1::1")));
        var _ = open.getFirst().close();
        assertTrue(connections.enter(new EmbeddedChannel(), from("2001:db8::ffff")));
    }

    @Test
    void letsNobodyInWhoIsNoGuest() {
        var ours = new OpenConnections(address -> address.equals(InetAddress.ofLiteral("192.0.2.1")));
        assertTrue(ours.enter(new EmbeddedChannel(), from("192.0.2.1")));
        assertFalse(ours.enter(new EmbeddedChannel(), from("192.0.2.2")));
    }

    @Test
    void letsSoManyInAtAll() {
        int entered = 0;
        for (int i = 0; i < 2 * OpenConnections.MOST; i++) {
            entered += connections.enter(new EmbeddedChannel(), from("192.0.2." + i)) ? 1 : 0;
        }
        assertEquals(OpenConnections.MOST, entered);
    }

    @Test
    void closesWhoStaysForTooLong() {
        var connection = new EmbeddedChannel();
        connection.freezeTime();
        assertTrue(connections.enter(connection, from("192.0.2.1")));
        connection.advanceTimeBy(OpenConnections.LIFE_S - 1, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
        assertTrue(connection.isOpen());
        connection.advanceTimeBy(1, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
        assertFalse(connection.isOpen());
    }

    private static InetSocketAddress from(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 4_433);
    }
}
