package io.waddleperf.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// Cuts rows into what one statement can carry.
final class Chunks {
    /// So that a packet is below 1 MiB as a rule, beyond which the driver takes a buffer of 16 MiB for each anew, and
    /// below 16 MiB, the server's default limit, also in characters of 4 bytes.
    private static final long MOST_CHARACTERS = 700_000;

    private Chunks() {}

    /// In their order, none empty. A row that is larger than a chunk may be is one by itself.
    ///
    /// @param characters of a row
    static <R> List<List<R>> of(List<R> rows, int mostRows, ToLongFunction<R> characters) {
        var chunks = new ArrayList<List<R>>();
        int from = 0;
        long sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            long more = characters.applyAsLong(rows.get(i));
            if (i - from == mostRows || (i > from && sum + more > MOST_CHARACTERS)) {
                chunks.add(rows.subList(from, i));
                from = i;
                sum = 0;
            }
            sum += more;
        }
        if (from < rows.size()) {
            chunks.add(rows.subList(from, rows.size()));
        }
        return chunks;
    }
}
