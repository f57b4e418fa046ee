/// The commands of `./waddleperf` that talk to a running system: what they share.
///
/// Each group of commands has a package of its own (`letters`) and its line in `Main`.
@NullMarked
package io.waddleperf.cli;

import org.jspecify.annotations.NullMarked;
