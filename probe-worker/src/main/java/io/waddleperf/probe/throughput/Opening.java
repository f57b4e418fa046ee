package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.throughput.DataStream.Way;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;

/// Opens the streams of a client, first those that send.
final class Opening {
    static final int SOCKET_BUFFER = 2_097_152;
    private static final int TRIES = 5;
    private static final int ANSWER_WITHIN_MS = 1_000;
    private static final int CONNECT_WITHIN_MS = 5_000;

    private final InetSocketAddress server;
    private final Cookie cookie;
    private final Parameters parameters;
    private final Ticker ticker;

    Opening(InetSocketAddress server, Cookie cookie, Parameters parameters, Ticker ticker) {
        this.server = server;
        this.cookie = cookie;
        this.parameters = parameters;
        this.ticker = ticker;
    }

    Streams open(Budget budget) throws IOException {
        var streams = new ArrayList<DataStream>();
        try {
            for (int i = 0; i < parameters.streams(); i++) {
                boolean sends = parameters.both() ? i < parameters.parallel() : !parameters.reverse();
                int id = StreamResult.idOf(i);
                streams.add(parameters.udp() ? udp(id, sends, budget) : tcp(id, sends, budget));
            }
            return new Streams(streams);
        } catch (IOException | RuntimeException e) {
            streams.forEach(DataStream::close);
            throw e;
        }
    }

    private DataStream tcp(int id, boolean sends, Budget budget) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.socket().connect(server, CONNECT_WITHIN_MS);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        var pump = sends ? TcpPump.out(channel, parameters, budget, ticker) : TcpPump.in(channel, parameters, ticker);
        return new DataStream(id, sends ? Way.OUT : Way.IN, channel, TcpPump.greeting(channel, cookie, pump));
    }

    private DataStream udp(int id, boolean sends, Budget budget) throws IOException {
        var channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            channel.connect(server);
            introduce(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return sends
                ? new DataStream(id, Way.OUT, channel, UdpPump.out(channel, parameters, budget, ticker))
                : new DataStream(id, Way.IN, channel, UdpPump.in(channel, parameters, ticker));
    }

    /// A lost question is asked again, which may open a stream twice at a server that answered: then
    /// the server waits for one too few, and the test ends with an error instead of a wrong figure.
    private static void introduce(DatagramChannel channel) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            channel.write(UdpWord.of(UdpWord.QUESTION));
            if (answered(channel)) {
                return;
            }
        }
        throw new SocketTimeoutException("the server answers no UDP packet");
    }

    private static boolean answered(DatagramChannel channel) throws IOException {
        var socket = channel.socket();
        socket.setSoTimeout(ANSWER_WITHIN_MS);
        var packet = new DatagramPacket(new byte[Integer.BYTES], Integer.BYTES);
        try {
            socket.receive(packet);
            return UdpWord.isAnswer(packet);
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
