/// Commands about schedules.
@NullMarked
package io.waddleperf.cli.schedules;

import org.jspecify.annotations.NullMarked;
