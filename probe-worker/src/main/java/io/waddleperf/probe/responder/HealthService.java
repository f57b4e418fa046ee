package io.waddleperf.probe.responder;

import java.nio.ByteBuffer;

/// Answers gRPC's health check (`grpc.health.v1.Health/Check`): the responder as a whole serves.
///
/// @param status  of gRPC
/// @param message with gRPC's prefix; empty where the status is an error
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
record HealthService(int status, byte[] message) {
    static final String CONTENT_TYPE = "application/grpc";
    static final int MOST_QUESTION_BYTES = 1_024;

    private static final String PATH = "/grpc.health.v1.Health/Check";
    private static final int OK = 0;
    private static final int NOT_FOUND = 5;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;
    private static final int PREFIX_BYTES = 5;
    private static final byte[] NONE = {};

    /// Field 1, which is the status, 1: SERVING.
    private static final byte[] SERVING = {0, 0, 0, 0, 2, 0x08, 1};

    /// What a `HealthCheckRequest` is answered with. One that names a service, its only field, gets
    /// NOT_FOUND, whatever it names; so its name need not be read.
    static HealthService answer(String path, byte[] question) {
        if (!path.equals(PATH)) {
            return new HealthService(UNIMPLEMENTED, NONE);
        }
        var message = ByteBuffer.wrap(question);
        boolean whole =
                question.length >= PREFIX_BYTES && message.get() == 0 && message.getInt() == message.remaining();
        if (!whole) {
            return new HealthService(INTERNAL, NONE);
        }
        boolean ofAll = !message.hasRemaining()
                || (message.remaining() == 2 && message.get() == 0x0A && message.get() == 0); // an empty name
        return ofAll ? new HealthService(OK, SERVING) : new HealthService(NOT_FOUND, NONE);
    }
}
