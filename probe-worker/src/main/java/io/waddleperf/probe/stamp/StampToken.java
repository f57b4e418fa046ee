package io.waddleperf.probe.stamp;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What senders and a reflector know and nobody else does. A packet shows it by the HMAC TLV of RFC 8972,
/// section 4.8, behind its padding: SHA-256, cut to 128 bits, of the sequence number and of all that
/// stands between the packet of RFC 8762 and that TLV.
public final class StampToken {
    /// Of the shortest packet that shows a token.
    static final int LEAST_PACKET = StampPacket.BYTES + 20;

    private static final int FEWEST_CHARACTERS = 16;
    private static final int MOST_BYTES = 4_096;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEADER_BYTES = 4;
    private static final int HMAC_BYTES = 16;
    private static final int TLV_BYTES = HEADER_BYTES + HMAC_BYTES;
    private static final int SEQUENCE_BYTES = 4;

    /// Senders set it (RFC 8972, section 4): a reflector that does not know the TLV leaves it.
    private static final byte UNRECOGNIZED = (byte) 0x80;

    private static final byte PADDING = 1;
    private static final byte HMAC = 8;

    private final SecretKeySpec key;

    private StampToken(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// @throws IllegalArgumentException where it is too short to be one
    public static StampToken of(String text) {
        String token = text.strip();
        if (token.length() < FEWEST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a token needs " + FEWEST_CHARACTERS + " characters or more, this has " + token.length());
        }
        return new StampToken(token.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IOException says what is wrong with the file, never what is in it
    public static StampToken read(Path file) throws IOException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("the token file " + file + " has more than " + MOST_BYTES + " bytes");
            }
            return of(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException("the token file " + file + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no token file " + file, e);
        }
    }

    /// How large a packet must be that was to have so many bytes: one TLV behind it, or two.
    static int packetBytes(int bytes) {
        int padding = bytes - LEAST_PACKET;
        return padding <= 0 ? LEAST_PACKET : LEAST_PACKET + Math.max(padding, HEADER_BYTES);
    }

    /// Writes the TLVs into a question or an answer.
    ///
    /// @param packet of a size that [#packetBytes] gives
    void sign(MemorySegment packet) {
        int at = (int) packet.byteSize() - TLV_BYTES;
        if (at > StampPacket.BYTES) {
            header(packet, StampPacket.BYTES, PADDING, at - StampPacket.BYTES - HEADER_BYTES);
        }
        header(packet, at, HMAC, HMAC_BYTES);
        signAgain(packet);
    }

    /// When its sequence number is another.
    public void signAgain(MemorySegment packet) {
        int at = (int) packet.byteSize() - HMAC_BYTES;
        MemorySegment.copy(MemorySegment.ofArray(hmac(packet)), 0, packet, at, HMAC_BYTES);
    }

    /// Whether the packet shows the token.
    public boolean isShownBy(MemorySegment packet) {
        long at = packet.byteSize() - TLV_BYTES;
        if (at < StampPacket.BYTES
                || packet.get(ValueLayout.JAVA_BYTE, at + 1) != HMAC
                || packet.get(ValueLayout.JAVA_BYTE, at + 2) != 0
                || packet.get(ValueLayout.JAVA_BYTE, at + 3) != HMAC_BYTES) {
            return false;
        }
        byte[] shown = packet.asSlice(at + HEADER_BYTES, HMAC_BYTES).toArray(ValueLayout.JAVA_BYTE);
        return MessageDigest.isEqual(shown, hmac(packet));
    }

    private static void header(MemorySegment packet, int at, byte type, int length) {
        packet.set(ValueLayout.JAVA_BYTE, at, UNRECOGNIZED);
        packet.set(ValueLayout.JAVA_BYTE, at + 1L, type);
        packet.set(ValueLayout.JAVA_BYTE, at + 2L, (byte) (length >> 8));
        packet.set(ValueLayout.JAVA_BYTE, at + 3L, (byte) length);
    }

    private byte[] hmac(MemorySegment packet) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(packet.asSlice(0, SEQUENCE_BYTES).asByteBuffer());
            mac.update(packet.asSlice(StampPacket.BYTES, packet.byteSize() - StampPacket.BYTES - TLV_BYTES)
                    .asByteBuffer());
            return Arrays.copyOf(mac.doFinal(), HMAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// A token is not for logs.
    @Override
    public String toString() {
        return "StampToken[…]";
    }
}
