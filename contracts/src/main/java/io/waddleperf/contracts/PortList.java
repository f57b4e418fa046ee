package io.waddleperf.contracts;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A set of ports, written as numbers and ranges: `22,80,8000-8100`.
public final class PortList {
    /// So many at once; more is a search of the whole machine.
    public static final int MOST = 1_024;

    public static final PortList NONE = new PortList(new BitSet());

    private static final int LAST_PORT = 65_535;
    private static final int MOST_CHARACTERS = 8 * MOST;
    private static final Pattern ITEM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final String ALLOWED = "must be ports and ranges of 1 to 65535, such as 22,80,8000-8100";

    private static final String ONE = " *[0-9]{1,5}(-[0-9]{1,5})? *";

    private final BitSet ports;

    private PortList(BitSet ports) {
        this.ports = ports;
    }

    public static PortList of(List<Integer> ports) {
        var set = new BitSet();
        ports.forEach(set::set);
        return new PortList(set);
    }

    /// @param field for the complaint
    /// @throws IllegalArgumentException says what is wrong and what is allowed
    public static PortList parse(String field, String text) {
        Require.that(text.length() <= MOST_CHARACTERS, field, text.length() + " characters", ALLOWED);
        var set = new BitSet();
        for (String item : text.split(",", -1)) {
            var matcher = ITEM.matcher(item.strip());
            Require.that(matcher.matches(), field, '"' + text + '"', ALLOWED);
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            Require.that(first >= 1 && last >= first && last <= LAST_PORT, field, '"' + text + '"', ALLOWED);
            set.set(first, last + 1);
        }
        Require.that(set.cardinality() <= MOST, field, set.cardinality() + " ports", "must be at most " + MOST);
        return new PortList(set);
    }

    /// The parameter that a list of ports is.
    static SpecField.Text field(String name, String title, String help) {
        return new SpecField.Text(
                new SpecField.Word(name, title, help),
                ONE + "(," + ONE + ")*",
                1,
                MOST_CHARACTERS,
                SpecField.Text.Kind.PLAIN,
                PortList::parse);
    }

    static PortList orNone(String field, @Nullable String text) {
        return text == null ? NONE : parse(field, text);
    }

    /// @throws IllegalArgumentException where both together are more than [#MOST]
    public PortList and(PortList other) {
        var both = (BitSet) ports.clone();
        both.or(other.ports);
        Require.that(both.cardinality() <= MOST, "ports", both.cardinality() + " ports", "must be at most " + MOST);
        return new PortList(both);
    }

    /// Those of this list that are in the other, too.
    public PortList in(PortList other) {
        var shared = (BitSet) ports.clone();
        shared.and(other.ports);
        return new PortList(shared);
    }

    /// Those of this list that are not in the other.
    public PortList without(PortList other) {
        var rest = (BitSet) ports.clone();
        rest.andNot(other.ports);
        return new PortList(rest);
    }

    /// Ascending.
    public IntStream stream() {
        return ports.stream();
    }

    public int count() {
        return ports.cardinality();
    }

    public boolean isEmpty() {
        return ports.isEmpty();
    }

    /// The shortest that [#parse] reads back; empty for none.
    public String text() {
        var parts = new ArrayList<String>();
        for (int first = ports.nextSetBit(0); first >= 0; ) {
            int last = ports.nextClearBit(first) - 1;
            parts.add(first == last ? String.valueOf(first) : first + "-" + last);
            first = ports.nextSetBit(last + 1);
        }
        return String.join(",", parts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PortList list && list.ports.equals(ports);
    }

    @Override
    public int hashCode() {
        return ports.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
