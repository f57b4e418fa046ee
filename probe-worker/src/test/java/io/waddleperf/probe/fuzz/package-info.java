/// Fuzzing of what meets the network: inputs near the valid ones, counted branches, planted faults.
@NullMarked
package io.waddleperf.probe.fuzz;

import org.jspecify.annotations.NullMarked;
