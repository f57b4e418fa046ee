package io.waddleperf.probe.responder;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;

/// Drops datagrams that would open a connection and are too short for that, or too many from one
/// source: an answer to a forged sender must be small against the question (RFC 9000, 8.1 and 14.1).
final class DatagramGate extends ChannelInboundHandlerAdapter {
    /// RFC 9000, 14.1.
    static final int LEAST_OPENING_BYTES = 1_200;

    private static final int LONG_HEADER = 0x80;
    private static final int TYPE = 0x30;
    private static final int INITIAL = 0x00;
    private static final int LEAST_LONG_BYTES = 7;
    private static final int VERSION_1 = 1;

    private final SourceRates openings;

    /// @param openings how many connections one source may begin
    DatagramGate(SourceRates openings) {
        this.openings = openings;
    }

    /// What a datagram is.
    enum Kind {
        /// Of a connection that is there.
        OF_A_CONNECTION,

        /// Begins a connection, or asks which versions there are.
        OPENING,

        /// Gets no answer.
        NOTHING
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!(message instanceof DatagramPacket packet)) {
            ReferenceCountUtil.release(message);
            return;
        }
        boolean passes = switch (kind(packet.content())) {
            case OF_A_CONNECTION -> true;
            case OPENING -> openings.allow(packet.sender().getAddress());
            case NOTHING -> false;
        };
        if (passes) {
            super.channelRead(context, message);
        } else {
            packet.release();
        }
    }

    /// By the first packet of the datagram (RFC 8999, 5; RFC 9000, 17.2).
    static Kind kind(ByteBuf datagram) {
        int length = datagram.readableBytes();
        if (length == 0) {
            return Kind.NOTHING;
        }
        int first = datagram.getByte(datagram.readerIndex());
        if ((first & LONG_HEADER) == 0) {
            return Kind.OF_A_CONNECTION;
        }
        int version = length < LEAST_LONG_BYTES ? 0 : datagram.getInt(datagram.readerIndex() + 1);
        if (version == 0) { // or what only a server says
            return Kind.NOTHING;
        }
        if (version == VERSION_1 && (first & TYPE) != INITIAL) {
            return Kind.OF_A_CONNECTION;
        }
        return length < LEAST_OPENING_BYTES ? Kind.NOTHING : Kind.OPENING;
    }
}
