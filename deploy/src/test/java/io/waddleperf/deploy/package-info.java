/// Tests of what runs elsewhere: the chart, and the scripts of versions and releases.
@NullMarked
package io.waddleperf.deploy;

import org.jspecify.annotations.NullMarked;
