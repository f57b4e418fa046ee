/// Where things stand, and how the paths between them are.
@NullMarked
package io.waddleperf.api.geo;

import org.jspecify.annotations.NullMarked;
