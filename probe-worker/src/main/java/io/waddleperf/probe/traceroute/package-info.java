/// The way to a target, hop by hop, without privileges: ICMP, UDP and TCP over IPv4 and IPv6.
///
/// Linux limits how many ICMP errors it sends to one host (sysctl `net.ipv4.icmp_ratelimit`, by
/// default one a second after six): loss at a hop that later hops do not show is that, not loss.
@NullMarked
package io.waddleperf.probe.traceroute;

import org.jspecify.annotations.NullMarked;
