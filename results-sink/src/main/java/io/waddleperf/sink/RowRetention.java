package io.waddleperf.sink;

import io.waddleperf.contracts.Require;

/// For how many days is kept what has no tier.
///
/// @param runEventsDays     also of tests on demand and of actions on incidents
/// @param incidentsDays     from the day on which an incident was closed
/// @param rollupMinutesDays besides the current one
/// @param notificationsDays also of what is known of incidents for them
record RowRetention(
        int runEventsDays,
        int escalationsDays,
        int incidentsDays,
        int rollupMinutesDays,
        int rollupHoursDays,
        int notificationsDays) {
    static final RowRetention DEFAULT = new RowRetention(7, 90, 365, 30, 365, 90);

    RowRetention {
        require("run-events-days", runEventsDays);
        require("escalations-days", escalationsDays);
        require("incidents-days", incidentsDays);
        require("rollup-minutes-days", rollupMinutesDays);
        require("rollup-hours-days", rollupHoursDays);
        require("notifications-days", notificationsDays);
    }

    private static void require(String setting, int days) {
        Require.range("waddleperf.retention." + setting, days, 1, 3_650);
    }
}
