/// `dead-letters`: what no reader could use, listed, shown and sent again.
///
/// `LetterLog` reads the topic, `Replayer` sends; `Listing`, `ReplayPlan` and `LetterFilter` decide.
@NullMarked
package io.waddleperf.cli.letters;

import org.jspecify.annotations.NullMarked;
