package io.waddleperf.api.outlook;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Each series that a schedule asks for: whether it is due, when next, and what is in its way.
///
/// @param complete false: there are more series than are told; ask for one probe or target
public record Outlook(String schedule, boolean enabled, List<Item> items, boolean complete) {
    public Outlook {
        items = List.copyOf(items);
    }

    /// How a series stands.
    public enum State implements WireName {
        /// It runs.
        DUE("due"),
        /// It is due, but something is in its way.
        HELD_UP("held-up"),
        /// Nothing is ever due.
        NOT_DUE("not-due");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// One series, or what stands for several of them.
    ///
    /// @param target   null: all of the schedule's
    /// @param check    null: all
    /// @param nextSlot null where nothing is due, and where only the scheduler knows as yet
    /// @param reasons  none where it simply runs
    public record Item(
            String probe,
            @Nullable String target,
            @Nullable String check,
            @Nullable Family family,
            State state,
            @Nullable Instant nextSlot,
            List<Reason> reasons) {
        public Item {
            reasons = List.copyOf(reasons);
        }
    }
}
