package io.waddleperf.sink;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Red while the database does not take what the sink writes, green when it has caught up.
@Readiness
@Singleton
public class DatabaseCheck implements HealthCheck {
    private final Sink sink;

    DatabaseCheck(Sink sink) {
        this.sink = sink;
    }

    @Override
    public HealthCheckResponse call() {
        var problems = sink.problems();
        var response = HealthCheckResponse.named("results-sink-database").status(problems.isEmpty());
        problems.forEach(response::withData);
        return response.build();
    }
}
