/// The largest packet that reaches a target unfragmented (RFC 1191, RFC 8201), found by asking in
/// the manner of RFC 8899: what counts is an answer, not what routers say.
@NullMarked
package io.waddleperf.probe.mtu;

import org.jspecify.annotations.NullMarked;
