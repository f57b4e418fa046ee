/// The packets between this machine and a target, as pcapng files (draft-ietf-opsawg-pcapng). Linux
/// only, with CAP_NET_RAW, and only where the probe's settings allow it.
///
/// A filter in the kernel passes nothing but packets from and to the one address, and of them no more
/// than is asked for: what is not wanted is never copied to this process. Interfaces are not made
/// promiscuous. All of them are watched, so a packet that passes two, such as a VLAN and the Ethernet
/// port below it, is there twice, each with its interface; on loopback only the incoming copy is kept.
@NullMarked
package io.waddleperf.probe.capture;

import org.jspecify.annotations.NullMarked;
