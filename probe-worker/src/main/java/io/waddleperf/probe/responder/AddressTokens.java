package io.waddleperf.probe.responder;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicTokenHandler;
import io.waddleperf.probe.measure.Ticker;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;

/// Tokens of QUIC's address validation (RFC 9000, 8.1.2): each client gets one by Retry and must send it
/// back before anything is kept for it. Until when it holds, a code of authentication over that, the
/// client's address and its connection id, then that id. For one thread.
final class AddressTokens implements QuicTokenHandler {
    private static final String ALGORITHM = "HmacSHA256";
    private static final long VALID_NANOS = 30_000_000_000L;
    private static final int TIME_BYTES = Long.BYTES;
    private static final int CODE_BYTES = 16;
    private static final int HEAD_BYTES = TIME_BYTES + CODE_BYTES;

    /// RFC 9000, 17.2.
    private static final int MOST_ID_BYTES = 20;

    private final Ticker ticker;
    private final Mac mac;

    /// With a key that nobody else has and that ends with this process.
    AddressTokens(Ticker ticker) {
        this.ticker = ticker;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(KeyGenerator.getInstance(ALGORITHM).generateKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean writeToken(ByteBuf out, ByteBuf connectionId, InetSocketAddress client) {
        long until = ticker.nanos() + VALID_NANOS;
        byte[] id = bytes(connectionId, connectionId.readerIndex(), connectionId.readableBytes());
        out.writeLong(until);
        out.writeBytes(code(until, id, client));
        out.writeBytes(id);
        return true; // always: no connection without Retry
    }

    /// @return where the client's first connection id begins; -1 where the token is none of ours, of
    ///     another address or too old
    @Override
    public int validateToken(ByteBuf token, InetSocketAddress client) {
        int length = token.readableBytes();
        if (length < HEAD_BYTES || length > maxTokenLength()) {
            return -1;
        }
        int start = token.readerIndex();
        long until = token.getLong(start);
        byte[] code = bytes(token, start + TIME_BYTES, CODE_BYTES);
        byte[] id = bytes(token, start + HEAD_BYTES, length - HEAD_BYTES);
        boolean ours = MessageDigest.isEqual(code, code(until, id, client));
        return ours && until - ticker.nanos() > 0 ? HEAD_BYTES : -1;
    }

    @Override
    public int maxTokenLength() {
        return HEAD_BYTES + MOST_ID_BYTES;
    }

    private byte[] code(long until, byte[] id, InetSocketAddress client) {
        var head = ByteBuffer.allocate(TIME_BYTES + Integer.BYTES);
        mac.update(head.putLong(until).putInt(client.getPort()).array());
        mac.update(client.getAddress().getAddress());
        mac.update(id);
        return Arrays.copyOf(mac.doFinal(), CODE_BYTES);
    }

    private static byte[] bytes(ByteBuf from, int index, int length) {
        byte[] bytes = new byte[length];
        from.getBytes(index, bytes);
        return bytes;
    }
}
