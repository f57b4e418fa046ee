package io.waddleperf.probe.system;

import io.waddleperf.probe.nativenet.KernelClock;
import java.util.Locale;
import java.util.Optional;

/// Whether the machine's clock is right, in words.
final class ClockReport {
    static final String UNKNOWN = "unknown";

    private ClockReport() {}

    /// @param kernel empty where the kernel does not tell
    /// @param keeper the program that seems to set the clock, if one does
    static String of(Optional<KernelClock> kernel, Optional<String> keeper) {
        String by = keeper.map(name -> " by " + name).orElse("");
        if (kernel.isEmpty()) {
            return keeper.map(name -> UNKNOWN + "; " + name + " runs").orElse(UNKNOWN);
        }
        if (!kernel.get().synchronised()) {
            return "not synchronised"
                    + keeper.map(name -> "; " + name + " runs").orElse("");
        }
        double errorMs = kernel.get().maxErrorUs() / 1_000.0;
        return "synchronised" + by + String.format(Locale.ROOT, ", error at most %.1f ms", errorMs);
    }
}
