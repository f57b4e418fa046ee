/// `login` and `logout`: who the commands are, kept between them.
@NullMarked
package io.waddleperf.cli.access;

import org.jspecify.annotations.NullMarked;
