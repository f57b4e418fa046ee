package io.waddleperf.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why a transaction failed, which decides what comes next.
///
/// Numbers are MariaDB's error codes, letters SQLStates.
public enum WriteFailure {
    /// Another node, or another transaction in a deadlock, was first (1213, 40001; 1020 where the
    /// server isolates snapshots, by default since 11.6). Only the whole transaction can be run again;
    /// it may be the commit that fails so.
    CERTIFICATION_CONFLICT(true),
    /// A lock or a lease was not free in time (1205, HYT00).
    LOCK_TIMEOUT(true),
    /// This node is not part of the cluster's majority at the moment (1047).
    NODE_NOT_READY(true),
    /// No answer, or no connection (08…, 25S03, 70100, timeouts, an exhausted pool), or a commit that
    /// could not reach the cluster (1180). Whether a commit was done is not known: what is run again
    /// must not count twice.
    CONNECTION_LOST(true),
    /// Partitions came or went while a bulk insert ran: MariaDB refuses it with error 0 and no words
    /// (HY000). The same insert, prepared anew, succeeds.
    TABLE_CHANGED(true),
    /// The table has no partition for a row (1526).
    PARTITION_MISSING(false),
    /// The values do not fit their columns (22…, 23…): no repetition will help.
    BAD_ROW(false),
    /// Rights, a full disk, an absent table, wrong SQL: an operator has to see it.
    OTHER(false);

    /// Data errors that MariaDB reports under general SQLStates: 1364 no value for a column,
    /// 1265 truncated, 1118 row too large, 1153 larger than a packet may be.
    private static final Set<Integer> DATA_ERRORS = Set.of(1364, 1265, 1118, 1153);

    private final boolean passing;

    WriteFailure(boolean passing) {
        this.passing = passing;
    }

    /// Whether the same transaction, run again as a whole, may succeed by itself.
    public boolean passing() {
        return passing;
    }

    public static WriteFailure of(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1213, 1020 -> CERTIFICATION_CONFLICT;
            case 1205 -> LOCK_TIMEOUT;
            case 1047 -> NODE_NOT_READY;
            case 1180 -> CONNECTION_LOST;
            case 1526 -> PARTITION_MISSING;
            default -> DATA_ERRORS.contains(failure.getErrorCode()) ? BAD_ROW : byState(failure);
        };
    }

    /// The driver puts the number of the connection before whatever the server says.
    private static boolean saysNothing(SQLException failure) {
        return String.valueOf(failure.getMessage()).matches("(\\(conn=\\d+\\))?\\s*");
    }

    private static WriteFailure byState(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        if (state == null || failure instanceof SQLTimeoutException) {
            return CONNECTION_LOST; // the server always names a state: this came from the pool
        }
        if (state.equals("40001")) {
            return CERTIFICATION_CONFLICT;
        }
        if (state.equals("HYT00")) {
            return LOCK_TIMEOUT;
        }
        if (state.startsWith("08") || state.equals("25S03") || state.equals("70100")) {
            return CONNECTION_LOST;
        }
        if (state.equals("HY000") && failure.getErrorCode() == 0 && saysNothing(failure)) {
            return TABLE_CHANGED;
        }
        return state.startsWith("22") || state.startsWith("23") ? BAD_ROW : OTHER;
    }
}
