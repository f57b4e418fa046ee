package io.waddleperf.contracts;

import io.avaje.jsonb.Json;
import java.util.List;

/// The single measurements behind a result's numbers.
@Json(typeProperty = "type")
@Json.SubType(type = Samples.Raw.class, name = "raw")
@Json.SubType(type = Samples.Sketch.class, name = "sketch")
@Json.SubType(type = Samples.Unknown.class, name = "unknown")
public sealed interface Samples {
    /// Up to so many are kept one by one.
    int MOST_RAW = 100;

    /// Microseconds with three decimals, in the order of sending; a lost packet has none.
    record Raw(List<Double> us) implements Samples {
        public Raw {
            Require.range("samples", us.size(), 0, MOST_RAW);
            us = List.copyOf(us);
            us.forEach(value -> Require.that(Double.isFinite(value), "samples", value, "must be finite numbers"));
        }
    }

    /// A DDSketch with 1 % relative accuracy (Masson et al., VLDB 2019) of microseconds.
    ///
    /// @param base64 the sketch in the protobuf form of DataDog's libraries
    record Sketch(long count, String base64) implements Samples {
        public Sketch {
            Require.present("base64", base64);
        }
    }

    /// Samples of a newer version.
    record Unknown() implements Samples {}
}
