package io.waddleperf.documents;

/// Something in a tree of fields is not as it must be.
public final class FieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String subject;

    /// @param pointer   to the field (RFC 6901); to where it should be, if it is missing
    /// @param subject   what the complaint begins with: the pointer of the field or of what it is in
    /// @param complaint what is allowed there
    FieldException(String pointer, String subject, String complaint) {
        super(complaint);
        this.pointer = pointer;
        this.subject = subject;
    }

    public String pointer() {
        return pointer;
    }

    /// What is allowed there, where the pointer is told beside it.
    public String complaint() {
        return String.valueOf(getMessage());
    }

    /// In one sentence, such as `targets[0].address: is missing`.
    ///
    /// @param all what the whole is called
    public String sentence(String all) {
        return (subject.isEmpty() ? all : Pointers.words(subject)) + ": " + complaint();
    }
}
