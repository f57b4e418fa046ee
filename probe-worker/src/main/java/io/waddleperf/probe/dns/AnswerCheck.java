package io.waddleperf.probe.dns;

import io.waddleperf.contracts.DnsExpectation;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/// Holds an answer against what a check expects.
final class AnswerCheck {
    private static final int MOST_SHOWN = 5;

    private final DnsExpectation expected;
    private final int type;

    /// @param type of the records that were asked for
    AnswerCheck(DnsExpectation expected, int type) {
        this.expected = expected;
        this.type = type;
    }

    /// What is not as expected, in a sentence that says both; empty where all is.
    ///
    /// @param ageSeconds how long caches had the answer
    Optional<String> complaint(Message answer, long ageSeconds) {
        String wanted = Objects.requireNonNullElse(expected.rcode(), "NOERROR");
        String rcode = Rcode.string(answer.getRcode());
        if (!wanted.equals(rcode)) {
            return Optional.of("expected the code " + wanted + ", the server says " + rcode);
        }
        var records = answer.getSection(Section.ANSWER);
        return values(records.stream().filter(one -> one.getType() == type).toList())
                .or(() -> ttl(records, ageSeconds))
                .or(() -> authenticated(answer));
    }

    private Optional<String> values(List<Record> records) {
        for (String value : expected.allOrNone()) {
            if (records.stream().noneMatch(one -> is(one, value))) {
                return Optional.of("expected " + value + " in the answer, seen " + shown(records));
            }
        }
        var any = expected.anyOrNone();
        boolean found =
                any.isEmpty() || any.stream().anyMatch(value -> records.stream().anyMatch(one -> is(one, value)));
        return found
                ? Optional.empty()
                : Optional.of("expected one of " + String.join(", ", any) + ", seen " + shown(records));
    }

    private Optional<String> ttl(List<Record> records, long ageSeconds) {
        Long least = expected.minTtlSeconds();
        if (least == null) {
            return Optional.empty();
        }
        var seen = leastTtl(records, ageSeconds);
        if (seen.isEmpty()) {
            return Optional.of("expected records that live " + least + " s, seen none");
        }
        return seen.get() >= least
                ? Optional.empty()
                : Optional.of("expected records that live at least " + least + " s, seen " + seen.get() + " s");
    }

    private Optional<String> authenticated(Message answer) {
        return expected.mustBeAuthenticated() && !answer.getHeader().getFlag(Flags.AD)
                ? Optional.of("expected an answer that the server validated (DNSSEC), seen one without the AD bit")
                : Optional.empty();
    }

    /// The least time to live, seconds.
    static Optional<Long> leastTtl(List<Record> records, long ageSeconds) {
        return records.stream().map(Record::getTTL).min(Long::compare).map(ttl -> Math.max(0, ttl - ageSeconds));
    }

    private static boolean is(Record seen, String value) {
        return switch (seen) {
            case ARecord a -> sameAddress(a.getAddress(), value);
            case AAAARecord aaaa -> sameAddress(aaaa.getAddress(), value);
            case TXTRecord txt -> String.join("", txt.getStrings()).contains(value);
            case MXRecord mx ->
                sameName(mx.rdataToString(), value) || sameName(mx.getTarget().toString(), value);
            default -> sameName(seen.rdataToString(), value);
        };
    }

    private static boolean sameAddress(InetAddress seen, String value) {
        try {
            return seen.equals(InetAddress.ofLiteral(value));
        } catch (IllegalArgumentException e) {
            return false; // no address: it is never seen here
        }
    }

    private static boolean sameName(String seen, String value) {
        return folded(seen).equals(folded(value));
    }

    private static String folded(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String shown(List<Record> records) {
        if (records.isEmpty()) {
            return "none of that type";
        }
        var values = records.stream()
                .limit(MOST_SHOWN)
                .map(record -> DnsFindings.shortened(record.rdataToString()))
                .toList();
        int more = records.size() - values.size();
        return String.join(", ", values) + (more > 0 ? " and " + more + " more" : "");
    }
}
