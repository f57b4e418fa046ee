package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Flag;
import io.waddleperf.contracts.SpecField.Group;
import io.waddleperf.contracts.SpecField.Many;
import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the answer to a DNS query must be; all that is given must hold.
///
/// Values are compared as what they are: addresses in whatever spelling, names without regard to
/// case and to the last dot, a text (TXT) by what it contains. An MX may be given with or without
/// its preference.
public record DnsExpectation(
        @Nullable String rcode,
        @Nullable List<String> any,
        @Nullable List<String> all,
        @Nullable Long minTtlSeconds,
        @Nullable Boolean authenticated) {
    private static final Text RCODE = Text.matching(
            "rcode",
            "[A-Za-z][A-Za-z0-9]{1,15}",
            16,
            "must be a code such as NOERROR or NXDOMAIN",
            "Code",
            "Such as NXDOMAIN; NOERROR where left out.");
    private static final Many ANY =
            values("any", "One of", "At least one must be among the records of the asked type.");
    private static final Many ALL = values("all", "All of", "Each must be among the records, others may.");
    private static final Whole MIN_TTL =
            Whole.of("minTtlSeconds", 0, 604_800, "Least TTL", "That each record of the answer must have.");
    private static final Flag AUTHENTICATED =
            Flag.of("authenticated", "Authenticated", "The server must have validated the answer (DNSSEC).");

    static final Group FIELDS =
            new Group(new SpecField.Word("", "", ""), List.of(RCODE, ANY, ALL, MIN_TTL, AUTHENTICATED), List.of());

    public DnsExpectation {
        if (rcode != null) {
            RCODE.require(rcode);
            rcode = rcode.toUpperCase(Locale.ROOT);
        }
        any = ANY.copyOf(any);
        all = ALL.copyOf(all);
        MIN_TTL.requireIfGiven(minTtlSeconds);
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

    private static Many values(String name, String title, String help) {
        return new Many(Text.of(name, 1, 255, title, help), 20);
    }
}
