/// `explain`: an incident in words.
@NullMarked
package io.waddleperf.cli.incidents;

import org.jspecify.annotations.NullMarked;
