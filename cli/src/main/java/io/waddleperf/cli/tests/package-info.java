/// `run`: tests on demand.
@NullMarked
package io.waddleperf.cli.tests;

import org.jspecify.annotations.NullMarked;
