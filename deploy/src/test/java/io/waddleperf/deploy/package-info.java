/// Tests of what runs elsewhere: the chart, compose, images, and the scripts of versions and releases.
@NullMarked
package io.waddleperf.deploy;

import org.jspecify.annotations.NullMarked;
