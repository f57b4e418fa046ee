package io.waddleperf.probe.system;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Numbers as the kernel prints them; anything else is empty.
final class Numbers {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB$");
    private static final Pattern FIRST_AVERAGE = Pattern.compile("(\\d{1,9}\\.\\d{1,6}) .*");

    private Numbers() {}

    /// A count of decimal digits.
    static OptionalLong count(String text) {
        return parse(text, 10);
    }

    /// A number of hexadecimal digits, `0x` or not.
    static OptionalLong hex(String text) {
        return parse(text.startsWith("0x") ? text.substring(2) : text, 16);
    }

    private static OptionalLong parse(String text, int radix) {
        try {
            return text.startsWith("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text, radix));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /// The average over a minute.
    ///
    /// @param procLoadavg the text of `/proc/loadavg`
    static OptionalDouble loadAverage(String procLoadavg) {
        var match = FIRST_AVERAGE.matcher(procLoadavg.strip());
        return match.matches() ? OptionalDouble.of(Double.parseDouble(match.group(1))) : OptionalDouble.empty();
    }

    /// @param procMeminfo the text of `/proc/meminfo`
    static OptionalDouble availableBytes(String procMeminfo) {
        var match = AVAILABLE.matcher(procMeminfo);
        return match.find() ? OptionalDouble.of(Long.parseLong(match.group(1)) * 1_024.0) : OptionalDouble.empty();
    }
}
