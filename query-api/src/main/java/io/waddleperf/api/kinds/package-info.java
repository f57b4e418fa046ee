/// The kinds of tests: what each measures, its parameters as JSON Schema, and reading them.
@NullMarked
package io.waddleperf.api.kinds;

import org.jspecify.annotations.NullMarked;
