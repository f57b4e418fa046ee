/// The authority of this installation: its own certificate, and those that it signs for its servers.
@NullMarked
package io.waddleperf.standalone.authority;

import org.jspecify.annotations.NullMarked;
