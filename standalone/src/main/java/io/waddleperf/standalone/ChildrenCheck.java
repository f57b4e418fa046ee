package io.waddleperf.standalone;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether `mariadbd` and the probe run.
@Singleton
@Readiness
public class ChildrenCheck implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
        var children = Standalone.running().servers().children();
        var response = HealthCheckResponse.named("children").status(!children.containsValue(false));
        children.forEach((name, runs) -> response.withData(name, runs ? "up" : "down"));
        return response.build();
    }
}
