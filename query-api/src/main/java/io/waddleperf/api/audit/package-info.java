/// Who changed what.
@NullMarked
package io.waddleperf.api.audit;

import org.jspecify.annotations.NullMarked;
