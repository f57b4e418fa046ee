package io.waddleperf.licensing;

import java.util.regex.Pattern;

/// A licence key, such as `PENG-XXXX-XXXX-XXXX-XXXX-ABCD`.
///
/// Only its form is checked: the last group is a checksum whose making the server keeps to itself.
/// A text of another form is refused, by a message that does not hold the text.
public record LicenseKey(String text) {
    private static final Pattern FORM = Pattern.compile("PENG(-[A-Z0-9]{4}){5}");
    private static final int LAST_GROUP = "PENG-XXXX-XXXX-XXXX-XXXX-".length();

    public LicenseKey {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a key has the form PENG-XXXX-XXXX-XXXX-XXXX-ABCD: after PENG five"
                    + " groups of four capital letters or digits");
        }
    }

    /// As it may be shown: its last group tells two keys apart.
    public String masked() {
        return "PENG-****-****-****-****-" + text.substring(LAST_GROUP);
    }

    /// A server may say the key that it was sent.
    String maskedIn(String words) {
        return words.replace(text, masked());
    }

    @Override
    public String toString() {
        return masked();
    }
}
