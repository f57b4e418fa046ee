package io.waddleperf.cli.letters;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import java.util.Comparator;
import java.util.regex.Pattern;

/// Where a letter stands on its topic, such as `0-1234`: the name that operators call it by.
record LetterId(int partition, long offset) implements Comparable<LetterId> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})-(\\d{1,18})");
    private static final Comparator<LetterId> ORDER =
            Comparator.comparingInt(LetterId::partition).thenComparingLong(LetterId::offset);

    /// @throws CommandFailure says what an id looks like
    static LetterId parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "an id must look like 0-1234, as `list` shows it, not " + Plain.line(text));
        }
        return new LetterId(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    @Override
    public int compareTo(LetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
