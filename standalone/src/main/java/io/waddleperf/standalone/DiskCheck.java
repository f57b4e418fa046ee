package io.waddleperf.standalone;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether DIR is within `--max-disk`.
@Singleton
@Readiness
public class DiskCheck implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
        DiskGuard disk = Standalone.running().servers().disk();
        return HealthCheckResponse.named("disk")
                .status(disk.usedBytes() <= disk.maxBytes())
                .withData("usedBytes", disk.usedBytes())
                .withData("maxBytes", disk.maxBytes())
                .build();
    }
}
