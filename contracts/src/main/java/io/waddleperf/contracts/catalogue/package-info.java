/// What the topics are to whoever reads them: words, schemas, samples.
@NullMarked
package io.waddleperf.contracts.catalogue;

import org.jspecify.annotations.NullMarked;
