package io.waddleperf.api.health;

import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether the database answers, and how many events wait for Kafka in it.
@Readiness
@Singleton
public final class DatabaseCheck implements HealthCheck {
    private final Database database;

    DatabaseCheck(Database database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try {
            long waiting = database.first(Sql.of("SELECT COUNT(*) AS n FROM outbox"), row -> row.number("n"))
                    .orElse(0L);
            return response.up().withData("outbox", waiting).build();
        } catch (RuntimeException e) { // away, or without its tables: the answer says which
            return response.down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
