/// Where files stand: a folder or a bucket.
@NullMarked
package io.waddleperf.archive.store;

import org.jspecify.annotations.NullMarked;
