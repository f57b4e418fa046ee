package io.waddleperf.probe.mtu;

import io.waddleperf.contracts.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a search found.
///
/// @param mtuBytes  0: the target did not answer at all
/// @param limitedBy who said that more is too big, this machine's own address for its interface;
///                  null where nobody did
/// @param problem   what an ICMP error or the kernel said, where something did
record MtuReport(int mtuBytes, @Nullable String limitedBy, boolean blackHole, Optional<Outcome.Failed> problem) {}
