package io.waddleperf.api.it;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/// As [AccountsRequired], with a demo.
public final class NothingMissing implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return new AccountsRequired().getConfigOverrides();
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(StandInDemo.class);
    }
}
