/// `import`: what other tools test, as documents of WaddlePerf.
@NullMarked
package io.waddleperf.cli.imports;

import org.jspecify.annotations.NullMarked;
