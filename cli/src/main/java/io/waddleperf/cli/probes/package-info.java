/// `waddleperf probes`: lets probes on other machines join, lists them, shuts them out.
@NullMarked
package io.waddleperf.cli.probes;

import org.jspecify.annotations.NullMarked;
