package io.waddleperf.database;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/// Gives the database's URL the limits that it lacks, before the pool of connections of a service reads it.
@Priority(Priorities.APPLICATION)
public final class DatabaseUrl implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        var found = context.proceed(name);
        return name.equals(JdbcUrl.SETTING) && found != null && found.getValue() != null
                ? found.withValue(JdbcUrl.bounded(found.getValue()))
                : found;
    }
}
