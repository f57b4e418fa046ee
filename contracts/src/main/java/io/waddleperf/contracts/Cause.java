package io.waddleperf.contracts;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.UUID;

/// Why a test ran; ids of commands are made from it.
@Json(typeProperty = "type")
@Json.SubType(type = Cause.Scheduled.class, name = "scheduled")
@Json.SubType(type = Cause.Confirmation.class, name = "confirmation")
@Json.SubType(type = Cause.Escalated.class, name = "escalated")
@Json.SubType(type = Cause.Comparison.class, name = "comparison")
@Json.SubType(type = Cause.OnDemand.class, name = "on-demand")
@Json.SubType(type = Cause.Autonomous.class, name = "autonomous")
@Json.SubType(type = Cause.Unknown.class, name = "unknown")
public sealed interface Cause {
    /// The text that identifies this cause; part of the hash that makes an id.
    String key();

    /// A slot of a schedule.
    record Scheduled(String schedule, Instant slot) implements Cause {
        public Scheduled {
            Require.name("schedule", schedule);
            slot = Require.micros("slot", slot);
        }

        @Override
        public String key() {
            return "scheduled|" + schedule + '|' + slot;
        }
    }

    /// A suspicious result is tested again.
    record Confirmation(UUID resultId) implements Cause {
        public Confirmation {
            Require.present("resultId", resultId);
        }

        @Override
        public String key() {
            return "confirmation|" + resultId;
        }
    }

    /// A confirmed breach asks for a deeper tier.
    record Escalated(UUID resultId, String rule) implements Cause {
        public Escalated {
            Require.present("resultId", resultId);
            Require.present("rule", rule);
        }

        @Override
        public String key() {
            return "escalated|" + resultId + '|' + rule;
        }
    }

    /// Another path's breach: is it the same from here, or to there?
    record Comparison(UUID resultId) implements Cause {
        public Comparison {
            Require.present("resultId", resultId);
        }

        @Override
        public String key() {
            return "comparison|" + resultId;
        }
    }

    /// Somebody asked.
    record OnDemand(UUID request, String requestedBy) implements Cause {
        public OnDemand {
            Require.present("request", request);
            Require.present("requestedBy", requestedBy);
        }

        @Override
        public String key() {
            return "on-demand|" + request;
        }
    }

    /// The probe ran a slot of its assignment by itself while it was cut off.
    record Autonomous(String schedule, Instant slot) implements Cause {
        public Autonomous {
            Require.name("schedule", schedule);
            slot = Require.micros("slot", slot);
        }

        @Override
        public String key() {
            return "scheduled|" + schedule + '|' + slot; // the same slot must not count twice
        }
    }

    /// A cause of a newer version.
    record Unknown() implements Cause {
        @Override
        public String key() {
            return "unknown";
        }
    }
}
