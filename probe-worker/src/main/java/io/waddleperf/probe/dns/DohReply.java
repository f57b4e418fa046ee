package io.waddleperf.probe.dns;

import io.waddleperf.probe.http2.HeaderField;
import java.util.List;
import java.util.Locale;

/// What came back over HTTPS.
///
/// @param fields names in lower case
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
record DohReply(int status, List<HeaderField> fields, byte[] body) {
    /// No DNS message is longer.
    static final int MOST_BODY_BYTES = 65_535;

    DohReply {
        fields = List.copyOf(fields);
    }

    boolean isDnsMessage() {
        String type = value("content-type").replaceFirst(";.*", "").strip();
        return type.toLowerCase(Locale.ROOT).equals(DohRequest.MEDIA_TYPE);
    }

    String shownType() {
        String type = value("content-type").replaceAll("[^ -~]", "?");
        return type.isEmpty() ? "something without a type" : type.substring(0, Math.min(80, type.length()));
    }

    /// How long caches had it; 0 where nobody says so.
    long ageSeconds() {
        String age = value("age").strip();
        return age.matches("\\d{1,9}") ? Long.parseLong(age) : 0;
    }

    private String value(String name) {
        return HeaderField.first(fields, name).orElse("");
    }
}
