package io.waddleperf.cli;

/// What a command ends with; 130 is that of Ctrl-C.
public final class Exit {
    public static final int OK = 0;

    /// A test failed, or part of what was asked for was not done; the output says what and why.
    public static final int NOT_ALL_DONE = 1;

    /// A wrong option or value, or a name of something that does not exist.
    public static final int WRONG_USE = 2;

    /// Kafka or the API is not reached, does not answer in time, fails, or lets nobody in.
    public static final int NO_SERVER = 3;

    /// Of a defect; that of `EX_SOFTWARE` in sysexits.h, so that it is not taken for a test that failed.
    public static final int DEFECT = 70;

    private Exit() {}
}
