/// What of a schedule is due when, and why something is not.
@NullMarked
package io.waddleperf.api.outlook;

import org.jspecify.annotations.NullMarked;
