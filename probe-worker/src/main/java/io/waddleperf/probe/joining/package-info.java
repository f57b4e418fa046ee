/// How this probe was let in by a control plane on another machine: the token, what it is known by
/// since, and its renewal.
@NullMarked
package io.waddleperf.probe.joining;

import org.jspecify.annotations.NullMarked;
