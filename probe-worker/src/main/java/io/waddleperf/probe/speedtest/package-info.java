/// How fast files come and go over HTTP/1.1, by LibreSpeed's protocol, both ends of it.
///
/// The protocol is what LibreSpeed's documentation (github.com/librespeed/speedtest, `doc.md`) says of
/// its backend files: `garbage.php?ckSize=N` answers with N MiB that nothing can compress, `empty.php`
/// answers with nothing to GET and POST, `getIP.php` with the client's address; with `cors` in the
/// query an answer lets pages of other origins read it.
@NullMarked
package io.waddleperf.probe.speedtest;

import org.jspecify.annotations.NullMarked;
