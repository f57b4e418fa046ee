/// Everything on one machine with one command: servers, services and the probe, started in order,
/// watched, and stopped in reverse.
@NullMarked
package io.waddleperf.standalone;

import org.jspecify.annotations.NullMarked;
