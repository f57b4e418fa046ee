package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.util.Optional;

/// What the kernel says of its clock (adjtimex(2)); reading it needs no rights.
///
/// @param maxErrorUs the bound of the error that whoever sets the clock has told the kernel, grown
///                   since then
public record KernelClock(boolean synchronised, long maxErrorUs) {
    /// `struct timex` of 64-bit Linux; what follows `status` is not read.
    static final StructLayout TIMEX = MemoryLayout.structLayout(
            JAVA_INT.withName("modes"),
            MemoryLayout.paddingLayout(4),
            JAVA_LONG.withName("offset"),
            JAVA_LONG.withName("freq"),
            JAVA_LONG.withName("maxerror"),
            JAVA_LONG.withName("esterror"),
            JAVA_INT.withName("status"),
            MemoryLayout.paddingLayout(164));

    private static final int TIME_ERROR = 5;
    private static final int STA_UNSYNC = 0x40;

    /// Empty on other systems, and where a container forbids the call.
    public static Optional<KernelClock> read() {
        if (!Libc.available()) {
            return Optional.empty();
        }
        try (var arena = Arena.ofConfined()) {
            var timex = arena.allocate(TIMEX); // modes 0: nothing is set
            var captured = arena.allocate(Calls.CAPTURED);
            int state = (int) Calls.ADJTIMEX.invokeExact(captured, timex);
            if (state < 0) {
                return Optional.empty();
            }
            int status = timex.get(JAVA_INT, Layouts.offset(TIMEX, "status"));
            long maxErrorUs = timex.get(JAVA_LONG, Layouts.offset(TIMEX, "maxerror"));
            return Optional.of(new KernelClock(state != TIME_ERROR && (status & STA_UNSYNC) == 0, maxErrorUs));
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the C library failed in the JVM: " + e, e);
        }
    }
}
