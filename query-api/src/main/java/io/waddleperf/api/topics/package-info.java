/// The topics as a product: what there is to read, in which form, and how it flows.
@NullMarked
package io.waddleperf.api.topics;

import org.jspecify.annotations.NullMarked;
