@NullMarked
package io.waddleperf.database;

import org.jspecify.annotations.NullMarked;
