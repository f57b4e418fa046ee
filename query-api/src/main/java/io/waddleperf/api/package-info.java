/// The one door for people and programs: REST, live stream, configuration and the web page.
@NullMarked
package io.waddleperf.api;

import org.jspecify.annotations.NullMarked;
