/// ICMP echo (RFC 792, RFC 4443), by the best method that this machine allows.
///
/// `icmp-dgram` needs the process's group in the sysctl `net.ipv4.ping_group_range` (also for
/// IPv6), `icmp-raw` needs CAP_NET_RAW; else the `ping` program, else TCP connections.
///
/// Over ICMP all tests of an address family share one socket on the one socket thread:
/// [EchoEngine] keeps when which [EchoRun] is due, [EchoWire] sends and receives in batches,
/// [EchoTable] tells whose an answer is.
@NullMarked
package io.waddleperf.probe.ping;

import org.jspecify.annotations.NullMarked;
