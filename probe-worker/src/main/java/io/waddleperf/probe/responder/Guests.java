package io.waddleperf.probe.responder;

import io.waddleperf.probe.admission.Cidr;
import io.waddleperf.probe.stamp.StampToken;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Who is answered. Whoever is on this machine itself is, as far as addresses go, since a probe tries
/// itself at its start.
///
/// @param here    where the responder listens
/// @param allowed all where empty
/// @param token   that questions by UDP must show, empty for none
record Guests(InetAddress here, List<Cidr> allowed, Optional<StampToken> token) implements Predicate<InetAddress> {
    Guests {
        allowed = List.copyOf(allowed);
    }

    @Override
    public boolean test(InetAddress source) {
        return allowed.isEmpty()
                || source.isLoopbackAddress()
                || source.equals(here)
                || allowed.stream().anyMatch(block -> block.contains(source));
    }
}
