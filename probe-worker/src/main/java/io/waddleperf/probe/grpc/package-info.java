/// The health checking protocol of gRPC (grpc.health.v1) over HTTP/2, without a library: one call of
/// one message each way.
@NullMarked
package io.waddleperf.probe.grpc;

import org.jspecify.annotations.NullMarked;
