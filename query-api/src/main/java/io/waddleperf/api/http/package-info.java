/// What all operations share: who may ask, how parameters are read, how an error looks.
@NullMarked
package io.waddleperf.api.http;

import org.jspecify.annotations.NullMarked;
