package io.waddleperf.sink.artifact;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Red while chunks of artifacts cannot be kept, green when they go on.
@Readiness
@Singleton
public class ArtifactCheck implements HealthCheck {
    private final Artifacts artifacts;

    ArtifactCheck(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public HealthCheckResponse call() {
        var problems = artifacts.problems();
        var response = HealthCheckResponse.named("results-sink-artifacts").status(problems.isEmpty());
        problems.forEach(response::withData);
        return response.build();
    }
}
