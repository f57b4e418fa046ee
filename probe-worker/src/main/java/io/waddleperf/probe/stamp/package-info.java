/// STAMP (RFC 8762, unauthenticated), which TWAMP-Light reflectors understand, too: its packets, a
/// sender, and what its answers say of each direction.
///
/// The kernel's timestamps need 64-bit Linux; elsewhere the process reads its own clock, and the
/// result says so.
@NullMarked
package io.waddleperf.probe.stamp;

import org.jspecify.annotations.NullMarked;
