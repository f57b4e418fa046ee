package io.waddleperf.sink.notify;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Red where people are not told: something waits for over 10 minutes, nothing is read or sent for
/// that long, or something was given up.
///
/// It is no matter of readiness: a chat that is away must not take the service out of use.
@Wellness
@Singleton
public class NotificationCheck implements HealthCheck {
    private final Notifier notifier;

    NotificationCheck(Notifier notifier) {
        this.notifier = notifier;
    }

    @Override
    public HealthCheckResponse call() {
        var problems = notifier.problems();
        var response = HealthCheckResponse.named("notifications").status(problems.isEmpty());
        problems.forEach(response::withData);
        return response.build();
    }
}
