/// The whole service with a real broker and a real database.
@NullMarked
package io.waddleperf.api.it;

import org.jspecify.annotations.NullMarked;
