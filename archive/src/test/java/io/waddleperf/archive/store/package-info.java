@NullMarked
package io.waddleperf.archive.store;

import org.jspecify.annotations.NullMarked;
