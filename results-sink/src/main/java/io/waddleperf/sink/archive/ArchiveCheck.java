package io.waddleperf.sink.archive;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Red while the archive cannot be written, green when it goes on.
@Readiness
@Singleton
public class ArchiveCheck implements HealthCheck {
    private final Archiving archiving;

    ArchiveCheck(Archiving archiving) {
        this.archiving = archiving;
    }

    @Override
    public HealthCheckResponse call() {
        var problems = archiving.problems();
        var response = HealthCheckResponse.named("results-sink-archive").status(problems.isEmpty());
        problems.forEach(response::withData);
        return response.build();
    }
}
