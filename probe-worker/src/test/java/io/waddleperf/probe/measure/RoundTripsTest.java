package io.waddleperf.probe.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Samples;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
    @Test
    void givesTheNumbersOfAHandfulOfRoundTrips() {
        var metrics = Metrics.builder();
        new RoundTrips(List.of(10.0, 30.0, 20.0, 40.0)).addTo(metrics);
        var values = metrics.build();
        assertEquals(10.0, values.get(Metric.RTT_MIN_US).orElseThrow());
        assertEquals(25.0, values.get(Metric.RTT_MEAN_US).orElseThrow());
        assertEquals(20.0, values.get(Metric.RTT_P50_US).orElseThrow());
        assertEquals(40.0, values.get(Metric.RTT_P95_US).orElseThrow());
        assertEquals(40.0, values.get(Metric.RTT_MAX_US).orElseThrow());
        assertEquals(50.0 / 3, values.get(Metric.JITTER_US).orElseThrow(), 1e-6); // |20| + |-10| + |20| over 3
    }

    @Test
    void givesNoNumbersOfNothingAndNoJitterOfOne() {
        var metrics = Metrics.builder();
        new RoundTrips(List.of()).addTo(metrics);
        assertTrue(metrics.build().values().isEmpty());
        new RoundTrips(List.of(1.0)).addTo(metrics);
        assertTrue(metrics.build().get(Metric.JITTER_US).isEmpty());
    }

    @Test
    void keepsNanosecondsAndNothingFiner() {
        assertEquals(List.of(5.123), new RoundTrips(List.of(5.1234)).us());
    }

    @Test
    void sketchesMoreThanAHundred() {
        var trips = new RoundTrips(
                IntStream.rangeClosed(1, 1_000).mapToObj(i -> (double) i).toList());
        var sketch = assertInstanceOf(Samples.Sketch.class, trips.samples());
        assertEquals(1_000, sketch.count());
        int bytes = Base64.getDecoder().decode(sketch.base64()).length;
        assertTrue(bytes > 100 && bytes < 8_000, () -> bytes + " bytes");
        assertInstanceOf(Samples.Raw.class, new RoundTrips(trips.us().subList(0, 100)).samples());
    }
}
