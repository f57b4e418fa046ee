package io.waddleperf.cli.letters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How many records ended how.
final class Tally {
    private final Map<String, Integer> words = new LinkedHashMap<>();
    private int ended;
    private int done;

    void count(Ending ending) {
        words.merge(ending.word(), 1, Integer::sum);
        ended++;
        done += ending.isDone() ? 1 : 0;
    }

    boolean allDone(int wanted) {
        return done == wanted;
    }

    String text(int wanted) {
        if (wanted == 0) {
            return "no dead letter matches";
        }
        String endings = words.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        String all = ListingText.count(wanted, "record") + (endings.isEmpty() ? "" : ": " + endings);
        return ended == wanted ? all : all + "; stopped before " + (wanted - ended) + ", run it again to go on";
    }
}
