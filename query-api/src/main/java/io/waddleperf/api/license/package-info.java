/// The licence: asked for and kept by one instance, told to all.
@NullMarked
package io.waddleperf.api.license;

import org.jspecify.annotations.NullMarked;
