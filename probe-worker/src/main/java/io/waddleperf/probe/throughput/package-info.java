/// How much a path carries, by iperf3's protocol, both ends of it.
///
/// The protocol is described nowhere but in iperf3's own source and by its behaviour (3.12 is what
/// the tests run against): a control connection on which one byte tells each step and JSON the
/// parameters and results, and a connection (TCP) or a socket (UDP) for each stream.
@NullMarked
package io.waddleperf.probe.throughput;

import org.jspecify.annotations.NullMarked;
