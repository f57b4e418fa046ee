/// To whom incidents are told: channels of the configuration and of the notifier's own file, and tests of them.
@NullMarked
package io.waddleperf.api.channels;

import org.jspecify.annotations.NullMarked;
