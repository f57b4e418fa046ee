/// One number of all paths at one time, as a matrix of probes and targets.
@NullMarked
package io.waddleperf.api.mesh;

import org.jspecify.annotations.NullMarked;
