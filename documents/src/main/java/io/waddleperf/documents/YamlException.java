package io.waddleperf.documents;

/// A text is not YAML, or not of the kind that is read here.
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    YamlException(int line, String complaint) {
        super(complaint);
        this.line = line;
    }

    /// From 1 on.
    public int line() {
        return line;
    }
}
