package io.waddleperf.probe.oneshot;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Small pictures of numbers, made of characters.
///
/// @param steps from low to high
/// @param lost  stands for a packet without an answer
record Picture(String steps, char lost, char bar, char line) {
    static final Picture UNICODE = new Picture("▁▂▃▄▅▆▇█", '×', '█', '─');

    /// For terminals that show nothing else.
    static final Picture ASCII = new Picture("_.-=+*#@", 'x', '#', '-');

    private static final int WIDTH = 40;

    /// A character a round trip, in the order of sending; the scale begins at the least.
    ///
    /// @param values of those that were answered
    /// @param gaps   positions of those that were not
    String sparkline(List<Double> values, Set<Integer> gaps) {
        double least = values.stream().mapToDouble(one -> one).min().orElse(0);
        double most = values.stream().mapToDouble(one -> one).max().orElse(0);
        var text = new StringBuilder();
        var next = values.iterator();
        for (int i = 0; i < values.size() + gaps.size(); i++) {
            text.append(gaps.contains(i) || !next.hasNext() ? lost : step(next.next(), least, most));
        }
        return text.toString();
    }

    private char step(double value, double least, double most) {
        double share = most == least ? 0 : (value - least) / (most - least);
        return steps.charAt((int) Math.min(steps.length() - 1, share * steps.length()));
    }

    /// How often which value came: a character a bin from the least to the greatest; where nothing
    /// came, a blank.
    String histogram(List<Double> values) {
        double least = values.stream().mapToDouble(one -> one).min().orElse(0);
        double most = values.stream().mapToDouble(one -> one).max().orElse(0);
        if (most == least) {
            return "";
        }
        int[] bins = new int[WIDTH / 2];
        values.forEach(one -> bins[(int) Math.min(bins.length - 1, (one - least) / (most - least) * bins.length)]++);
        int highest = Arrays.stream(bins).max().orElse(1);
        var text = new StringBuilder();
        for (int bin : bins) {
            text.append(bin == 0 ? ' ' : steps.charAt((bin * steps.length() - 1) / highest));
        }
        return text.toString();
    }

    /// From the least to the greatest, a block from the median to the 95th percentile.
    String box(double least, double median, double p95, double most) {
        if (most <= least) {
            return "";
        }
        var text = new StringBuilder();
        for (int i = 0; i < WIDTH; i++) {
            double from = least + (most - least) * i / WIDTH;
            double to = least + (most - least) * (i + 1) / WIDTH;
            text.append(to > median && from <= p95 ? bar : line);
        }
        return text.toString();
    }

    /// Where a phase lies in the whole, as a bar.
    String phase(double startUs, double lengthUs, double wholeUs) {
        if (wholeUs <= 0) {
            return "";
        }
        int from = (int) Math.min(WIDTH - 1, startUs / wholeUs * WIDTH);
        int to = (int) Math.clamp(Math.ceil((startUs + lengthUs) / wholeUs * WIDTH), from + 1, WIDTH);
        return " ".repeat(from) + String.valueOf(bar).repeat(to - from);
    }
}
