/// `license`: asks the licence server about this installation's key, and only where `RELEASE_MODE` is true.
@NullMarked
package io.waddleperf.cli.license;

import org.jspecify.annotations.NullMarked;
