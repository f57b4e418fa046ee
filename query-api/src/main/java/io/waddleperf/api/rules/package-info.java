/// The operators' rules: from when on a number is a breach, and what shall not disturb them.
@NullMarked
package io.waddleperf.api.rules;

import org.jspecify.annotations.NullMarked;
