package io.waddleperf.api.tests;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.TestSpec;
import org.jspecify.annotations.Nullable;

/// What shall be run: a check that is known, or a test with parameters of its own.
sealed interface WantedCheck {
    /// Whether this check is what became of it.
    boolean became(Check check);

    /// The name of a test, or of a check of a schedule or of a deeper tier.
    record Named(String name) implements WantedCheck {
        @Override
        public boolean became(Check check) {
            return check.name().equals(name);
        }
    }

    /// @param name null: one that follows from the parameters
    record Specified(@Nullable String name, TestSpec spec) implements WantedCheck {
        @Override
        public boolean became(Check check) {
            return check.spec().equals(spec) && (name == null || check.name().equals(name));
        }
    }
}
