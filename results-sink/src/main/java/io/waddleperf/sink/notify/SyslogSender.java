package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Instant;

/// Lines to a log server, which never says whether it took them.
final class SyslogSender {
    private final Door door;
    private final SyslogLine line;

    SyslogSender(Door door, SyslogLine line) {
        this.door = door;
        this.line = line;
    }

    /// @return where it went, for nobody answers
    String send(ChannelSpec.Syslog channel, Message message, Instant now) throws IOException {
        if (channel.tcp()) {
            sendByTcp(channel, message, now);
        } else {
            sendByUdp(channel, message, now);
        }
        return "sent to " + channel.host() + ':' + channel.port() + "; a log says to nobody whether it arrived";
    }

    private void sendByUdp(ChannelSpec.Syslog channel, Message message, Instant now) throws IOException {
        var address = door.resolve(channel.host());
        try (var socket = new DatagramSocket()) {
            for (var item : message.items()) {
                byte[] bytes = line.bytes(item, now);
                socket.send(new DatagramPacket(bytes, bytes.length, address, channel.port()));
            }
        }
    }

    private void sendByTcp(ChannelSpec.Syslog channel, Message message, Instant now) throws IOException {
        var framed = new ByteArrayOutputStream();
        for (var item : message.items()) {
            byte[] bytes = line.bytes(item, now);
            framed.writeBytes((bytes.length + " ").getBytes(US_ASCII));
            framed.writeBytes(bytes);
        }
        try (var connection = door.connect(channel.host(), channel.port())) {
            connection.socket().getOutputStream().write(framed.toByteArray());
        }
    }
}
