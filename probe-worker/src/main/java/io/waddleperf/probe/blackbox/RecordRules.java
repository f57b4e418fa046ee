package io.waddleperf.probe.blackbox;

import com.google.re2j.Pattern;
import io.waddleperf.contracts.TextPattern;
import io.waddleperf.probe.measure.Sight;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the records in a section of a DNS answer must be (`validate_…_rrs`), by patterns for a record as a
/// line of a zone file.
///
/// @param never  no record may match any of them (`fail_if_matches_regexp`)
/// @param all    each record must match each of them, if there are records (`fail_if_all_match_regexp`: in
///               spite of that name blackbox_exporter 0.23 fails where one does not)
/// @param always each record must match each of them, and there must be one (`fail_if_not_matches_regexp`)
/// @param some   a record must match one of them (`fail_if_none_matches_regexp`)
record RecordRules(List<String> never, List<String> all, List<String> always, List<String> some) {
    static final RecordRules NONE = new RecordRules(List.of(), List.of(), List.of(), List.of());

    RecordRules {
        never = List.copyOf(never);
        all = List.copyOf(all);
        always = List.copyOf(always);
        some = List.copyOf(some);
    }

    /// Those of all sections of an answer.
    record Sections(RecordRules answer, RecordRules authority, RecordRules additional) {
        static final Sections NONE = new Sections(RecordRules.NONE, RecordRules.NONE, RecordRules.NONE);

        /// Empty where the answer is as the rules want it.
        Optional<String> complaint(Sight.Records seen) {
            return answer.complaint("answer", seen.answer())
                    .or(() -> authority.complaint("authority", seen.authority()))
                    .or(() -> additional.complaint("additional", seen.additional()));
        }
    }

    private Optional<String> complaint(String section, List<String> records) {
        return first(never, one -> records.stream().anyMatch(record -> matches(one, record)))
                .map(one -> "a record of the section " + section + " matches " + one)
                .or(() -> first(always, one -> records.isEmpty() || !all(records, one))
                        .map(one -> "not each record of the section " + section + " matches " + one))
                .or(() -> first(all, one -> !all(records, one))
                        .map(one -> "not all records of the section " + section + " match " + one))
                .or(() -> none(section, records));
    }

    private Optional<String> none(String section, List<String> records) {
        boolean found = some.isEmpty()
                || some.stream()
                        .map(RecordRules::compiled)
                        .anyMatch(one -> records.stream().anyMatch(record -> matches(one, record)));
        return found
                ? Optional.empty()
                : Optional.of("no record of the section " + section + " matches " + String.join(" or ", some));
    }

    private static Optional<Pattern> first(List<String> patterns, Predicate<Pattern> wrong) {
        return patterns.stream().map(RecordRules::compiled).filter(wrong).findFirst();
    }

    private static boolean all(List<String> records, Pattern one) {
        return records.stream().allMatch(record -> matches(one, record));
    }

    private static boolean matches(Pattern one, String record) {
        return one.matcher(record).find();
    }

    private static Pattern compiled(String pattern) {
        return TextPattern.compile("regexp", pattern);
    }
}
