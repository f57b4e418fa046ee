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

class GuestsTest {
    private final Guests guests = new Guests();

    @Test
    void letsSoManyOfOneSourceInUntilOthersLeave() {
        var open = new ArrayList<EmbeddedChannel>();
        for (int i = 0; i < Guests.MOST_OF_SOURCE; i++) {
            var connection = new EmbeddedChannel();
            assertTrue(guests.enter(connection, from("2001:db8::" + i))); // one network of 64 bits
            open.add(connection);
        }
        assertFalse(guests.enter(new EmbeddedChannel(), from("2001:db8::ffff")));
        assertTrue(guests.enter(new EmbeddedChannel(), from("2001:db8:0:1::1")));
        var _ = open.getFirst().close();
        assertTrue(guests.enter(new EmbeddedChannel(), from("2001:db8::ffff")));
    }

    @Test
    void letsSoManyInAtAll() {
        int entered = 0;
        for (int i = 0; i < 2 * Guests.MOST; i++) {
            entered += guests.enter(new EmbeddedChannel(), from("192.0.2." + i)) ? 1 : 0;
        }
        assertEquals(Guests.MOST, entered);
    }

    @Test
    void closesWhoStaysForTooLong() {
        var connection = new EmbeddedChannel();
        connection.freezeTime();
        assertTrue(guests.enter(connection, from("192.0.2.1")));
        connection.advanceTimeBy(Guests.LIFE_S - 1, TimeUnit.SECONDS);
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
