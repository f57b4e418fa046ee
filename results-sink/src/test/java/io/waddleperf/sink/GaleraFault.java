package io.waddleperf.sink;

import io.waddleperf.testkit.GaleraNode;
import io.waddleperf.testkit.GaleraRig;
import java.sql.SQLException;
import java.util.List;

/// What happens to a cluster, and what mends it.
enum GaleraFault {
    WRITTEN_KILLED("kill -9 of the node written to"),
    READER_KILLED("kill -9 of a node that is not written to"),
    WRITTEN_HANGS("SIGSTOP of the node written to"),
    MAJORITY_KILLED("kill -9 of two of three nodes"),
    ALL_STOP("stop of all nodes"),
    ALL_KILLED("kill -9 of all nodes");

    private final String text;

    GaleraFault(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// Whether the cluster goes on by itself.
    boolean leavesAMajority() {
        return switch (this) {
            case WRITTEN_KILLED, READER_KILLED, WRITTEN_HANGS -> true;
            case MAJORITY_KILLED, ALL_STOP, ALL_KILLED -> false;
        };
    }

    /// In the middle of a statement, so that a transaction is lost.
    ///
    /// @param written the node that is written to
    void strike(GaleraRig rig, GaleraNode written) throws SQLException {
        written.awaitStatement();
        switch (this) {
            case WRITTEN_KILLED -> written.kill();
            case READER_KILLED -> beside(rig, written).getFirst().kill();
            case WRITTEN_HANGS -> written.hang();
            case MAJORITY_KILLED -> beside(rig, written).forEach(GaleraNode::kill);
            case ALL_STOP -> rig.stopAll();
            case ALL_KILLED -> rig.killAll();
        }
    }

    /// Returns when all nodes are synced.
    void heal(GaleraRig rig, GaleraNode written) {
        switch (this) {
            case WRITTEN_KILLED -> written.rejoin();
            case READER_KILLED -> beside(rig, written).getFirst().rejoin();
            case WRITTEN_HANGS -> {
                written.resume();
                written.awaitSynced();
            }
            case MAJORITY_KILLED -> {
                written.stop();
                rig.startAll();
            }
            case ALL_STOP, ALL_KILLED -> rig.startAll();
        }
    }

    private static List<GaleraNode> beside(GaleraRig rig, GaleraNode written) {
        return rig.nodes().stream().filter(node -> node != written).toList();
    }
}
