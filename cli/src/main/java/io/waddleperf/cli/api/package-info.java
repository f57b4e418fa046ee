/// The HTTP API as commands use it: where it is, who asks, what it answers.
@NullMarked
package io.waddleperf.cli.api;

import org.jspecify.annotations.NullMarked;
