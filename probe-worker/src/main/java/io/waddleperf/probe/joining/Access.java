package io.waddleperf.probe.joining;

import io.waddleperf.contracts.signing.Signer;
import java.util.Map;

/// How a probe comes to Kafka, and how its results are known to be its own. Both may change while it
/// runs, so they are asked for whenever they are needed.
public interface Access {
    /// Over loopback, as nobody in particular.
    Access OPEN = signing(Signer.NONE);

    /// Settings of Kafka's clients.
    Map<String, String> kafka();

    Signer signer();

    /// Over loopback, but with a name for its results.
    static Access signing(Signer signer) {
        return new Access() {
            @Override
            public Map<String, String> kafka() {
                return Map.of();
            }

            @Override
            public Signer signer() {
                return signer;
            }
        };
    }
}
