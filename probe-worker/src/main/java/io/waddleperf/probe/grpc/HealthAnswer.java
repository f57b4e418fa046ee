package io.waddleperf.probe.grpc;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Exchange;
import java.util.List;
import java.util.Optional;

/// What a health service answered (gRPC over HTTP/2, "Responses").
///
/// @param trailers empty where the head is all that came
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
record HealthAnswer(Http2Exchange.Head head, byte[] message, List<HeaderField> trailers) {
    private static final int OK = 0;
    private static final int NOT_FOUND = 5;
    private static final int UNIMPLEMENTED = 12;
    private static final List<String> CODES = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    /// The code that the call ended with.
    Optional<Integer> grpcStatus() {
        return HeaderField.first(trailers, "grpc-status")
                .or(() -> HeaderField.first(head.fields(), "grpc-status"))
                .filter(code -> code.matches("\\d{1,4}"))
                .map(Integer::valueOf);
    }

    /// What the service says of itself; empty where the call did not end well.
    Optional<String> serving() throws GrpcFormatException {
        return grpcStatus().filter(code -> code == OK).isPresent()
                ? Optional.of(HealthMessages.serving(message))
                : Optional.empty();
    }

    /// @param service that was asked for; empty: the server as a whole
    Outcome outcome(String service) throws GrpcFormatException {
        String type = HeaderField.first(head.fields(), "content-type").orElse("");
        if (head.status() != 200) {
            return new Outcome.Failed(
                    Failure.STATUS, "HTTP status " + head.status() + ", which no gRPC server answers");
        }
        if (!type.startsWith("application/grpc")) {
            throw new GrpcFormatException("no gRPC: the content-type is " + shortened(type));
        }
        int code = grpcStatus().orElseThrow(() -> new GrpcFormatException("the answer has no grpc-status"));
        return switch (code) {
            case OK -> {
                String serving = HealthMessages.serving(message);
                yield serving.equals("SERVING")
                        ? new Outcome.Measured()
                        : new Outcome.Failed(Failure.ASSERTION, "expected SERVING, the server says " + serving);
            }
            case NOT_FOUND ->
                new Outcome.Failed(Failure.STATUS, "the server knows no service \"" + service + "\" (NOT_FOUND)");
            case UNIMPLEMENTED ->
                new Outcome.Failed(Failure.STATUS, "the server has no health service (UNIMPLEMENTED)");
            default -> new Outcome.Failed(Failure.STATUS, "the call ended with " + name(code) + said());
        };
    }

    private static String name(int code) {
        return code < CODES.size() ? CODES.get(code) : "the unknown code " + code;
    }

    private String said() {
        return HeaderField.first(trailers, "grpc-message")
                .or(() -> HeaderField.first(head.fields(), "grpc-message"))
                .map(message -> ": " + shortened(message))
                .orElse("");
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= 100 ? printable : printable.substring(0, 100) + "…";
    }
}
