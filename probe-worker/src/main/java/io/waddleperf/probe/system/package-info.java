/// How the probe's own machine is: from /proc, /sys and the kernel on Linux, else what the JDK tells.
@NullMarked
package io.waddleperf.probe.system;

import org.jspecify.annotations.NullMarked;
