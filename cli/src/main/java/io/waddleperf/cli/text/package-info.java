/// How commands lay out what they print.
@NullMarked
package io.waddleperf.cli.text;

import org.jspecify.annotations.NullMarked;
