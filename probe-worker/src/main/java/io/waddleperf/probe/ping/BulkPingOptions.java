package io.waddleperf.probe.ping;

import java.nio.file.Path;
import java.util.List;

/// What [BulkPingMain] is asked for; the letters are fping's.
///
/// @param file an address or name a line
record BulkPingOptions(EchoPlan plan, Path file) {
    private static final String USAGE =
            "usage: BulkPingMain -c COUNT -p PERIOD_MS [-t TIMEOUT_MS] [-b PAYLOAD_BYTES] -f FILE";
    private static final int PAYLOAD_BYTES = 56;
    private static final double TIMEOUT_MS = 1_000;
    private static final double NANOS_OF_MS = 1e6;

    /// @throws IllegalArgumentException with the usage, where they are others
    static BulkPingOptions parse(List<String> arguments) {
        int count = -1;
        int payloadBytes = PAYLOAD_BYTES;
        double periodMs = -1;
        double timeoutMs = TIMEOUT_MS;
        Path file = null;
        if (arguments.size() % 2 != 0) {
            throw new IllegalArgumentException(USAGE);
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "-c" -> count = Integer.parseInt(value);
                case "-p" -> periodMs = Double.parseDouble(value);
                case "-t" -> timeoutMs = Double.parseDouble(value);
                case "-b" -> payloadBytes = Integer.parseInt(value);
                case "-f" -> file = Path.of(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (file == null || count < 1 || periodMs <= 0 || timeoutMs <= 0) {
            throw new IllegalArgumentException(USAGE);
        }
        return new BulkPingOptions(new EchoPlan(count, payloadBytes, nanos(periodMs), nanos(timeoutMs)), file);
    }

    private static long nanos(double ms) {
        return Math.round(ms * NANOS_OF_MS);
    }
}
