package io.waddleperf.contracts;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the answer to a DNS query must be; all that is given must hold.
///
/// Values are compared as what they are: addresses in whatever spelling, names without regard to
/// case and to the last dot, a text (TXT) by what it contains. An MX may be given with or without
/// its preference.
///
/// @param rcode         such as NXDOMAIN; null: NOERROR
/// @param any           at least one of these must be among the records of the asked type; null or
///                      empty: no matter
/// @param all           each of these must be among them, others may; null or empty: no matter
/// @param minTtlSeconds that each record of the answer must have; null: no matter
/// @param authenticated true: the server must have validated the answer (DNSSEC, the AD bit)
public record DnsExpectation(
        @Nullable String rcode,
        @Nullable List<String> any,
        @Nullable List<String> all,
        @Nullable Long minTtlSeconds,
        @Nullable Boolean authenticated) {
    private static final int MOST_VALUES = 20;
    private static final int MOST_CHARS = 255;
    private static final Pattern RCODE = Pattern.compile("[A-Z][A-Z0-9]{1,15}");

    public DnsExpectation {
        if (rcode != null) {
            rcode = rcode.toUpperCase(Locale.ROOT);
            Require.that(RCODE.matcher(rcode).matches(), "rcode", rcode, "must be a code such as NOERROR or NXDOMAIN");
        }
        any = any == null ? null : values("any", any);
        all = all == null ? null : values("all", all);
        if (minTtlSeconds != null) {
            Require.range("minTtlSeconds", minTtlSeconds, 0, 604_800);
        }
    }

    public List<String> anyOrNone() {
        return any == null ? List.of() : any;
    }

    public List<String> allOrNone() {
        return all == null ? List.of() : all;
    }

    public boolean mustBeAuthenticated() {
        return Boolean.TRUE.equals(authenticated);
    }

    private static List<String> values(String field, List<String> given) {
        Require.range(field, given.size(), 0, MOST_VALUES);
        for (String value : given) {
            Require.that(
                    !value.isEmpty() && value.length() <= MOST_CHARS,
                    field,
                    '"' + value + '"',
                    "must hold values of 1 to 255 characters");
        }
        return List.copyOf(given);
    }
}
