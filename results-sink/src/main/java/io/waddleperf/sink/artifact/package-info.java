/// Puts together the files that tests made beside their results.
///
/// They come in chunks on a topic of their own ([ArtifactReader]). [Composer] keeps each chunk as an
/// object of the archive and makes one of them when the last is there; the row of the table
/// `artifact` ([ArtifactTable]) says how it stands. What stays incomplete is given up by
/// [ArtifactUpkeep].
@NullMarked
package io.waddleperf.sink.artifact;

import org.jspecify.annotations.NullMarked;
