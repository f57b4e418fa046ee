package io.waddleperf.sink;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Red while results cannot be read from Kafka. The channels of other topics have checks of their own.
@Readiness
@Singleton
public class KafkaCheck implements HealthCheck {
    private final Sink sink;

    KafkaCheck(Sink sink) {
        this.sink = sink;
    }

    @Override
    public HealthCheckResponse call() {
        var problem = sink.kafkaProblem();
        var response = HealthCheckResponse.named("results-sink-kafka").status(problem.isEmpty());
        problem.ifPresent(reason -> response.withData("results", reason));
        return response.build();
    }
}
