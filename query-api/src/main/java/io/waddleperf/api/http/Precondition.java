package io.waddleperf.api.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a caller wants to be true before something is changed or sent again (RFC 9110, section
/// 13.1); the entity tag of a thing is its version in quotes.
public record Precondition(
        @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    public static final Precondition NONE = new Precondition(null, null);

    public static String tag(long version) {
        return "\"" + version + '"';
    }

    /// @param version null where there is no such thing
    /// @throws ProblemException where it does not hold
    public void require(@Nullable Long version) {
        if (ifMatch != null && !names(ifMatch, version)) {
            throw failed("If-Match asks for " + ifMatch, version);
        }
        if (ifNoneMatch != null && names(ifNoneMatch, version)) {
            throw failed("If-None-Match refuses " + ifNoneMatch, version);
        }
    }

    /// Whether the caller has this version already.
    public boolean has(long version) {
        return hasTag(tag(version));
    }

    /// Whether the caller has what this tag stands for already.
    ///
    /// @param tag in quotes
    public boolean hasTag(String tag) {
        return ifNoneMatch != null && names(ifNoneMatch.replace("W/", ""), tag);
    }

    private static boolean names(String header, @Nullable Long version) {
        return version != null && names(header, tag(version));
    }

    private static boolean names(String header, String tag) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(",")).map(String::strip).anyMatch(tag::equals);
    }

    private static ProblemException failed(String wish, @Nullable Long version) {
        String found = version == null ? "there is none" : "there is " + tag(version);
        return ProblemException.of(
                ProblemKind.PRECONDITION_FAILED, wish + ", but " + found + ": read it again and decide anew");
    }
}
