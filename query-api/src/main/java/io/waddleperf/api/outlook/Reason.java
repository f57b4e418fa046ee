package io.waddleperf.api.outlook;

import io.waddleperf.contracts.WireName;

/// Why a series is not due, or not run though it is.
///
/// @param detail in words
/// @param advice what to do about it
public record Reason(Code code, String detail, String advice) {
    /// Which; the order is that in which they are told.
    public enum Code implements WireName {
        SCHEDULE_DISABLED("schedule-disabled"),
        NO_SUCH_PROBE("no-such-probe"),
        NO_SUCH_TARGET("no-such-target"),
        PROBE_REVOKED("probe-revoked"),
        PROBE_DISABLED("probe-disabled"),
        OTHER_SCHEDULE("other-schedule"),
        DOES_NOT_FIT("does-not-fit"),
        NEVER_DUE("never-due"),
        PROBE_NEVER_SEEN("probe-never-seen"),
        PROBE_SILENT("probe-silent"),
        REFUSED("refused"),
        UNSUPPORTED("unsupported"),
        WITHHELD("withheld"),
        MISSED("missed"),
        OUTSIDE_WINDOW("outside-window");

        private final String wireName;

        Code(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
