/// What is measured, each with its other side in the same run.
@NullMarked
package io.waddleperf.benchmarks;

import org.jspecify.annotations.NullMarked;
