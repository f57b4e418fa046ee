/// An S3 server for tests, and faults on the way to it.
@NullMarked
package io.waddleperf.testkit.s3;

import org.jspecify.annotations.NullMarked;
