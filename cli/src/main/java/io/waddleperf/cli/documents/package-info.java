/// `validate`, `diff`, `apply`, `get` and `delete`: the configuration as documents in files.
@NullMarked
package io.waddleperf.cli.documents;

import org.jspecify.annotations.NullMarked;
