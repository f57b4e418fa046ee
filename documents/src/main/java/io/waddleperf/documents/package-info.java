/// Configuration in people's words: the fields of targets, checks, schedules, rules and silences, read
/// from YAML or JSON and written back, each complaint with the place that it is about.
@NullMarked
package io.waddleperf.documents;

import org.jspecify.annotations.NullMarked;
