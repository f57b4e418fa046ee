/// Numbered packets of one flow and who answers them: what traceroute and path MTU tests share.
///
/// Unprivileged on Linux: the kernel hands the ICMP errors that came for our packets to the error
/// queue of the socket that sent them (`IP_RECVERR`), with the address of who complained.
@NullMarked
package io.waddleperf.probe.packets;

import org.jspecify.annotations.NullMarked;
