package io.waddleperf.contracts;

import io.avaje.jsonb.Json;

/// How a command ended.
@Json(typeProperty = "type")
@Json.SubType(type = Outcome.Measured.class, name = "measured")
@Json.SubType(type = Outcome.Failed.class, name = "failed")
@Json.SubType(type = Outcome.TimedOut.class, name = "timed-out")
@Json.SubType(type = Outcome.Refused.class, name = "refused")
@Json.SubType(type = Outcome.Unsupported.class, name = "unsupported")
@Json.SubType(type = Outcome.Unknown.class, name = "unknown")
public sealed interface Outcome {
    /// The target answered; the numbers are in the result's metrics.
    record Measured() implements Outcome {}

    /// The target could not be measured, and this is why.
    record Failed(Failure failure, String detail) implements Outcome {
        public Failed {
            Require.present("failure", failure);
            Require.present("detail", detail);
        }
    }

    /// No answer came in time.
    record TimedOut(long afterUs) implements Outcome {}

    /// The probe did not start it: expired, not allowed, does not fit the target, overloaded.
    record Refused(String reason) implements Outcome {
        public Refused {
            Require.present("reason", reason);
        }
    }

    /// This probe cannot run this test.
    record Unsupported(String reason) implements Outcome {
        public Unsupported {
            Require.present("reason", reason);
        }
    }

    /// An outcome of a newer version.
    record Unknown() implements Outcome {}

    /// The name of the variant on the wire.
    default String wireName() {
        return switch (this) {
            case Measured _ -> "measured";
            case Failed _ -> "failed";
            case TimedOut _ -> "timed-out";
            case Refused _ -> "refused";
            case Unsupported _ -> "unsupported";
            case Unknown _ -> "unknown";
        };
    }

    /// Whether the target was asked and did not answer as it should.
    default boolean unanswered() {
        return switch (this) {
            case Failed _, TimedOut _ -> true;
            case Measured _, Refused _, Unsupported _, Unknown _ -> false;
        };
    }
}
