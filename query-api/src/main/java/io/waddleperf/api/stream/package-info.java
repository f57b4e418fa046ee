/// Results, decisions and incidents as they come, to browsers and programs that listen.
@NullMarked
package io.waddleperf.api.stream;

import org.jspecify.annotations.NullMarked;
