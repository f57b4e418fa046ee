package io.waddleperf.api.access;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells who asks.
@Singleton
public final class Callers {
    private static final String KEY = Caller.class.getName();

    private final Supplier<Caller> current;

    @Inject
    Callers(CurrentVertxRequest request) {
        this(() -> ofRequest(request));
    }

    public Callers(Supplier<Caller> current) {
        this.current = current;
    }

    /// The system itself where no request is served.
    public Caller current() {
        return current.get();
    }

    /// Remembers who asks by this request.
    public static void put(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
    }

    public static @Nullable Caller of(RoutingContext context) {
        return context.get(KEY);
    }

    /// @throws IllegalStateException where a request came past the gate: it must not be served
    private static Caller ofRequest(CurrentVertxRequest request) {
        if (!Arc.container().requestContext().isActive()) {
            return Caller.SYSTEM;
        }
        RoutingContext context = request.getCurrent();
        if (context == null) {
            return Caller.SYSTEM;
        }
        Caller caller = of(context);
        if (caller == null) {
            throw new IllegalStateException("nobody was asked who calls " + context.normalizedPath());
        }
        return caller;
    }
}
