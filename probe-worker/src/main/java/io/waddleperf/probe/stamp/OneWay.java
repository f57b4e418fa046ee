package io.waddleperf.probe.stamp;

import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.stamp.StampReport.Arrival;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/// What the timestamps tell of each direction.
///
/// The variation of a delay is free of the clocks' offset, the delay itself is not: it is told only
/// where the error of both clocks together is smaller than it.
///
/// @param forwardPdvUs  95th percentile of the delays, each less the least of them (PDV, RFC 5481,
///                      section 4.2); empty of fewer than 2 packets
/// @param forwardUs     the median one-way delay (RFC 7679)
/// @param turnaroundUs  mean stay at the reflector
/// @param clockErrorUs  of both clocks; empty where one of them has no bound
/// @param worth         what the delays are worth, or why there are none
record OneWay(
        OptionalDouble forwardPdvUs,
        OptionalDouble backwardPdvUs,
        OptionalDouble forwardUs,
        OptionalDouble backwardUs,
        OptionalDouble turnaroundUs,
        OptionalLong clockErrorUs,
        String worth) {
    private static final double NS_PER_US = 1_000;
    private static final double PERCENTILE = 95;

    /// @param firsts the answers that count
    /// @param own    this machine's clock, empty where the kernel does not tell
    static OneWay of(List<Arrival> firsts, Optional<KernelClock> own) {
        var told = firsts.stream().filter(Arrival::believable).toList();
        if (told.isEmpty()) {
            String why = firsts.isEmpty() ? "no answer came" : "the reflector's timestamps cannot be true";
            return none(why);
        }
        double[] forward = sortedUs(told, one -> one.t2Ns() - one.t1Ns());
        double[] backward = sortedUs(told, one -> one.t4Ns() - one.t3Ns());
        var objection = objection(told, own);
        double errorUs = errorUs(told, own);
        boolean bounded = objection.isEmpty();
        var forwardUs = bounded ? beyond(errorUs, forward) : OptionalDouble.empty();
        var backwardUs = bounded ? beyond(errorUs, backward) : OptionalDouble.empty();
        return new OneWay(
                variation(forward),
                variation(backward),
                forwardUs,
                backwardUs,
                told.stream().mapToDouble(one -> one.turnaroundNs() / NS_PER_US).average(),
                bounded ? OptionalLong.of((long) Math.ceil(errorUs)) : OptionalLong.empty(),
                objection.orElseGet(() -> worth(errorUs, forwardUs.isPresent(), backwardUs.isPresent())));
    }

    private static OneWay none(String why) {
        var nothing = OptionalDouble.empty();
        return new OneWay(nothing, nothing, nothing, nothing, nothing, OptionalLong.empty(), why);
    }

    private static Optional<String> objection(List<Arrival> told, Optional<KernelClock> own) {
        if (!own.map(KernelClock::synchronised).orElse(false)) {
            return Optional.of("none: the clock of this probe is not synchronised");
        }
        if (!told.stream().allMatch(one -> one.error().synchronised())) {
            return Optional.of("none: the reflector says that its clock is not synchronised");
        }
        if (told.stream().anyMatch(one -> one.error().ptp())) {
            return Optional.of("none: the reflector has the time of PTP, which is not UTC");
        }
        return told.stream().allMatch(one -> Double.isFinite(one.error().errorUs()))
                ? Optional.empty()
                : Optional.of("none: the reflector does not say how wrong its clock may be");
    }

    private static double errorUs(List<Arrival> told, Optional<KernelClock> own) {
        double reflector =
                told.stream().mapToDouble(one -> one.error().errorUs()).max().orElse(0);
        return own.map(KernelClock::maxErrorUs).orElse(0L) + reflector;
    }

    private static String worth(double errorUs, boolean forward, boolean backward) {
        String error = String.format(Locale.ROOT, "both clocks together may be wrong by %.3f ms", errorUs / NS_PER_US);
        if (forward && backward) {
            return error;
        }
        return (forward ? "forward only: " : backward ? "backward only: " : "none: ") + error + ", the way takes less";
    }

    private static OptionalDouble beyond(double errorUs, double[] sortedUs) {
        double median = RoundTrips.percentile(sortedUs, 50);
        return median > errorUs ? OptionalDouble.of(median) : OptionalDouble.empty();
    }

    private static OptionalDouble variation(double[] sortedUs) {
        return sortedUs.length < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(RoundTrips.percentile(sortedUs, PERCENTILE) - sortedUs[0]);
    }

    private static double[] sortedUs(List<Arrival> told, ToLongFunction<Arrival> delayNs) {
        return told.stream()
                .mapToLong(delayNs)
                .sorted()
                .mapToDouble(ns -> ns / NS_PER_US)
                .toArray();
    }
}
