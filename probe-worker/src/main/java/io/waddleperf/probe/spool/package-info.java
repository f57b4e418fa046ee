/// The on-disk spool of results: the point from which a test counts as done.
///
/// A result is appended here first, then sent, then marked as sent. Files: segments of records,
/// named by the position of their first byte, and `sent`, the position up to which Kafka has
/// acknowledged everything. Segments that are sent stay for a while as a journal, from which a
/// start learns what is done already.
@NullMarked
package io.waddleperf.probe.spool;

import org.jspecify.annotations.NullMarked;
