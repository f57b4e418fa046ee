package io.waddleperf.probe.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The two messages of a health check, in Protocol Buffers' encoding behind gRPC's prefix: a byte that
/// says whether the message is compressed, and four with its length.
final class HealthMessages {
    private static final int PREFIX_BYTES = 5;
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private HealthMessages() {}

    /// `HealthCheckRequest`: the service is its field 1, left out where empty.
    static byte[] request(String service) {
        var message = new ByteArrayOutputStream();
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        if (name.length > 0) {
            message.write((1 << 3) | LENGTH);
            for (int rest = name.length; ; rest >>= 7) {
                if (rest < 0x80) {
                    message.write(rest);
                    break;
                }
                message.write((rest & 0x7F) | 0x80);
            }
            message.writeBytes(name);
        }
        return ByteBuffer.allocate(PREFIX_BYTES + message.size())
                .put((byte) 0)
                .putInt(message.size())
                .put(message.toByteArray())
                .array();
    }

    /// What a `HealthCheckResponse` says: its field 1, 0 where it is left out.
    ///
    /// @return `SERVING` and such; the number where this version does not know it
    static String serving(byte[] response) throws GrpcFormatException {
        var buffer = ByteBuffer.wrap(response);
        if (buffer.remaining() < PREFIX_BYTES) {
            throw new GrpcFormatException("the answer has " + response.length + " bytes, less than a gRPC message");
        }
        if (buffer.get() != 0) {
            throw new GrpcFormatException("the answer is compressed, though nobody asked for that");
        }
        int length = buffer.getInt();
        if (length != buffer.remaining()) {
            throw new GrpcFormatException("the answer says that it has " + Integer.toUnsignedLong(length)
                    + " bytes and has " + buffer.remaining());
        }
        return name(status(buffer));
    }

    private static long status(ByteBuffer message) throws GrpcFormatException {
        long status = 0;
        while (message.hasRemaining()) {
            long tag = varint(message);
            long value = 0;
            switch ((int) (tag & 7)) {
                case VARINT -> value = varint(message);
                case EIGHT_BYTES -> skip(message, 8);
                case LENGTH -> skip(message, varint(message));
                case FOUR_BYTES -> skip(message, 4);
                default -> throw new GrpcFormatException("the answer has a field of no known kind");
            }
            status = tag == ((1 << 3) | VARINT) ? value : status;
        }
        return status;
    }

    private static long varint(ByteBuffer message) throws GrpcFormatException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!message.hasRemaining()) {
                throw new GrpcFormatException("the answer ends within a number");
            }
            byte one = message.get();
            value |= (long) (one & 0x7F) << shift;
            if (one >= 0) {
                return value;
            }
        }
        throw new GrpcFormatException("a number in the answer is too long");
    }

    private static void skip(ByteBuffer message, long bytes) throws GrpcFormatException {
        if (bytes < 0 || bytes > message.remaining()) {
            throw new GrpcFormatException("the answer ends within a field");
        }
        message.position(message.position() + (int) bytes);
    }

    private static String name(long status) {
        if (status == 0) {
            return "UNKNOWN";
        }
        if (status == 1) {
            return "SERVING";
        }
        if (status == 2) {
            return "NOT_SERVING";
        }
        return status == 3 ? "SERVICE_UNKNOWN" : Long.toString(status);
    }
}
