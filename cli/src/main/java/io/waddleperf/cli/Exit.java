package io.waddleperf.cli;

/// What a command ends with; 1 is also the code of a defect, 130 that of Ctrl-C.
public final class Exit {
    public static final int OK = 0;

    /// Part of what was asked for was not done; the output says what and why.
    public static final int NOT_ALL_DONE = 1;

    /// A wrong option or value.
    public static final int WRONG_USE = 2;

    /// Kafka is not reached, does not answer in time or lets nobody in.
    public static final int NO_KAFKA = 3;

    /// What was asked for does not exist.
    public static final int NOT_THERE = 4;

    private Exit() {}
}
