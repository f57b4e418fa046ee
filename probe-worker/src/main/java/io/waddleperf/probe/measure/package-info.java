/// What every prober takes and gives: the words that the rooms of the protocols share.
@NullMarked
package io.waddleperf.probe.measure;

import org.jspecify.annotations.NullMarked;
