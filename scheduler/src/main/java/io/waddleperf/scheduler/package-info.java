/// Which command is due when: schedules, targets and probes in, assignments and commands out.
@NullMarked
package io.waddleperf.scheduler;

import org.jspecify.annotations.NullMarked;
