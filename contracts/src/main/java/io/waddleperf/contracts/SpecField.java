package io.waddleperf.contracts;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A parameter of a test: what the constructor of its record demands, and what a schema and a form say
/// of it. Both read the same constant, so that they cannot differ.
public sealed interface SpecField {
    Word word();

    /// As in JSON; where it is a number, the unit ends it.
    default String name() {
        return word().name();
    }

    /// @param title over the field of a form
    /// @param help  one sentence, with what happens where it is left out
    record Word(String name, String title, String help) {}

    /// A whole number.
    ///
    /// @param step it is a multiple of
    record Whole(Word word, long least, long most, long step) implements SpecField {
        static Whole of(String name, long least, long most, String title, String help) {
            return new Whole(new Word(name, title, help), least, most, 1);
        }

        /// Where 1 to 65535 may be given, and what happens where it is not.
        static Whole port(String otherwise) {
            return of("port", 1, 65_535, "Port", otherwise);
        }

        Whole inStepsOf(long step) {
            return new Whole(word, least, most, step);
        }

        /// @throws IllegalArgumentException with the field as its first word
        public void require(long value) {
            Require.range(name(), value, least, most);
        }

        void requireIfGiven(@Nullable Number value) {
            if (value != null) {
                require(value.longValue());
            }
        }

        /// `µs`, `bytes`, `MiB`, `bit/s`, `s`, `days`, or empty for a count.
        public String unit() {
            String name = name();
            if (name.endsWith("Us")) {
                return "µs";
            }
            if (name.endsWith("Bytes")) {
                return "bytes";
            }
            if (name.endsWith("Mib")) {
                return "MiB";
            }
            if (name.endsWith("itsPerSecond")) {
                return "bit/s";
            }
            return name.endsWith("Seconds") ? "s" : name.endsWith("Days") ? "days" : "";
        }
    }

    /// Yes or no.
    record Flag(Word word) implements SpecField {
        static Flag of(String name, String title, String help) {
            return new Flag(new Word(name, title, help));
        }
    }

    /// One of a few words.
    record Choice(Word word, List<String> values) implements SpecField {
        public Choice {
            values = List.copyOf(values);
        }

        static Choice of(String name, List<String> values, String title, String help) {
            return new Choice(new Word(name, title, help), values);
        }

        /// @throws IllegalArgumentException with the field as its first word
        public void require(@Nullable String value) {
            if (value == null || !values.contains(value)) {
                Require.that(false, name(), value, "must be " + allowed());
            }
        }

        void requireIfGiven(@Nullable String value) {
            if (value != null) {
                require(value);
            }
        }

        private String allowed() {
            int last = values.size() - 1;
            return String.join(", ", values.subList(0, last)) + " or " + values.get(last);
        }
    }

    /// A text.
    ///
    /// @param pattern what all of it matches, in what the syntaxes of Java and of ECMA-262 share; the
    ///                rule may demand more
    /// @param rule    throws where a text is not allowed
    record Text(Word word, String pattern, int least, int most, Kind kind, Rule rule) implements SpecField {
        /// What a text is, where a form treats it in a way of its own.
        public enum Kind implements WireName {
            PLAIN("plain"),
            /// The name of a file that the probe keeps: the secret itself is never typed or sent.
            SECRET_NAME("secret-name"),
            /// A regular expression of RE2.
            REGEX("regex");

            private final String wireName;

            Kind(String wireName) {
                this.wireName = wireName;
            }

            @Override
            public String wireName() {
                return wireName;
            }
        }

        /// Throws an [IllegalArgumentException] that begins with the field.
        @FunctionalInterface
        public interface Rule extends BiConsumer<String, String> {}

        /// @see Require#name
        static Text name(String name, String title, String help) {
            return new Text(
                    new Word(name, title, help), Require.NAME, 1, Require.LONGEST_NAME, Kind.PLAIN, Require::name);
        }

        /// @param allowed ends the sentence "… must", for the complaint
        static Text matching(String name, String pattern, int most, String allowed, String title, String help) {
            var compiled = java.util.regex.Pattern.compile(pattern);
            return new Text(
                    new Word(name, title, help),
                    pattern,
                    0,
                    most,
                    Kind.PLAIN,
                    (field, value) -> Require.that(
                            value.length() <= most && compiled.matcher(value).matches(), field, value, allowed));
        }

        /// @see TextPattern
        static Text regex(String name, String title, String help) {
            return new Text(
                    new Word(name, title, help), "", 1, TextPattern.MOST_CHARS, Kind.REGEX, TextPattern::require);
        }

        /// Any text of so many characters.
        static Text of(String name, int least, int most, String title, String help) {
            String allowed = "must have " + least + " to " + most + " characters";
            return new Text(
                    new Word(name, title, help),
                    "",
                    least,
                    most,
                    Kind.PLAIN,
                    (field, value) -> Require.that(
                            value.length() >= least && value.length() <= most, field, '"' + value + '"', allowed));
        }

        Text secret() {
            return new Text(word, pattern, least, most, Kind.SECRET_NAME, rule);
        }

        /// @throws IllegalArgumentException with the field as its first word
        public void require(String value) {
            rule.accept(name(), value);
        }

        void requireIfGiven(@Nullable String value) {
            if (value != null) {
                require(value);
            }
        }
    }

    /// Several of a kind, which bear the name of the list.
    record Many(SpecField each, int most) implements SpecField {
        @Override
        public Word word() {
            return each.word();
        }

        /// The same list for good, once its length and each text in it are allowed.
        <T> @Nullable List<T> copyOf(@Nullable List<T> values) {
            if (values == null) {
                return null;
            }
            Require.range(name(), values.size(), 0, most);
            for (T value : values) {
                if (each instanceof Text text && value instanceof String given) {
                    text.require(given);
                }
            }
            return List.copyOf(values);
        }
    }

    /// Parameters that are given together, none of which has to be unless it is said so.
    ///
    /// @param required the names of those that have to be given
    record Group(Word word, List<SpecField> fields, List<String> required) implements SpecField {
        public Group {
            fields = List.copyOf(fields);
            required = List.copyOf(required);
        }

        Group named(String name, String title, String help) {
            return new Group(new Word(name, title, help), fields, required);
        }
    }
}
