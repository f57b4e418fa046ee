package io.waddleperf.contracts;

/// A test of a newer version; a probe answers it with `unsupported`.
public record UnknownSpec() implements TestSpec {
    @Override
    public Test test() {
        return Test.UNKNOWN;
    }

    @Override
    public long limitUs() {
        return 0;
    }
}
