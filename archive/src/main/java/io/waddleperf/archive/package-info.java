/// What was measured and decided, as Parquet files for whoever wants to read it with other tools.
@NullMarked
package io.waddleperf.archive;

import org.jspecify.annotations.NullMarked;
