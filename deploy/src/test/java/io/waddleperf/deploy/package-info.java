/// Tests of what runs elsewhere, and of what is read: the chart, compose, images, scripts of versions and releases,
/// links.
@NullMarked
package io.waddleperf.deploy;

import org.jspecify.annotations.NullMarked;
