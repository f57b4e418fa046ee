/// `completion`: what a shell offers while a command is typed.
@NullMarked
package io.waddleperf.cli.completion;

import org.jspecify.annotations.NullMarked;
