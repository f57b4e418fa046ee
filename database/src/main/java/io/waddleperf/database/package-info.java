/// The schema and its migrations, and what writing to a Galera cluster asks of everyone.
@NullMarked
package io.waddleperf.database;

import org.jspecify.annotations.NullMarked;
