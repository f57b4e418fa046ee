/// `/probe?target=&module=`: answers Prometheus as blackbox_exporter does, by the probe's own tests.
@NullMarked
package io.waddleperf.probe.blackbox;

import org.jspecify.annotations.NullMarked;
