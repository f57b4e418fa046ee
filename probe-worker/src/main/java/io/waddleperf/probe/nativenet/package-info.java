/// Linux sockets by the foreign-function API: what the JDK's own sockets do not show, such as the
/// kernel's timestamps of a packet, ICMP and `tcp_info`.
@NullMarked
package io.waddleperf.probe.nativenet;

import org.jspecify.annotations.NullMarked;
