/// The newest numbers of paths as Prometheus reads them.
@NullMarked
package io.waddleperf.api.exposition;

import org.jspecify.annotations.NullMarked;
