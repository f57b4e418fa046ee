package io.waddleperf.api.stream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.accounts.Credentials;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What listeners may hear, as long as they listen: a session may end and a scope change meanwhile.
@Singleton
final class Rights {
    private static final Logger LOG = Logger.getLogger(Rights.class);

    private final Function<Collection<UUID>, Map<UUID, Caller>> known;
    private final Function<Collection<String>, Set<String>> open;
    private final Function<List<Scope>, Sight> sights;
    private final Vertx vertx;

    @Inject
    Rights(Credentials credentials, Sights sights, Vertx vertx) {
        this(credentials::stillKnown, credentials::stillOpen, sights::of, vertx);
    }

    /// @param known  tells who of them may still come in
    /// @param open   tells which accounts may come in at all
    /// @param sights tells what somebody of these scopes sees
    Rights(
            Function<Collection<UUID>, Map<UUID, Caller>> known,
            Function<Collection<String>, Set<String>> open,
            Function<List<Scope>, Sight> sights,
            Vertx vertx) {
        this.known = known;
        this.open = open;
        this.sights = sights;
        this.vertx = vertx;
    }

    Future<StreamListener.Who> of(Caller caller) {
        return caller.seesAll()
                ? Future.succeededFuture(new StreamListener.Who(caller, Sight.ALL))
                : vertx.executeBlocking(() -> sights.apply(caller.scopes()), false)
                        .map(sight -> new StreamListener.Who(caller, Objects.requireNonNull(sight)));
    }

    /// Looks all of them up at once. While the database is away they go on as they are.
    void renew(List<StreamListener> listeners) {
        var named = listeners.stream()
                .filter(listener -> listener.caller().credential() != null
                        || listener.caller().account() != null)
                .toList();
        if (!named.isEmpty()) {
            vertx.executeBlocking(() -> renewNow(named), false)
                    .onFailure(e -> LOG.warnf("rights of listeners were not looked up: %s", e.getMessage()));
        }
    }

    private boolean renewNow(List<StreamListener> listeners) {
        var byCredential = listeners.stream()
                .collect(Collectors.partitioningBy(listener -> listener.caller().credential() != null));
        renewStored(Objects.requireNonNull(byCredential.get(true)));
        endClosed(Objects.requireNonNull(byCredential.get(false)));
        return true;
    }

    /// Of those by a provider's token only the account is stored.
    private void endClosed(List<StreamListener> listeners) {
        var still = open.apply(listeners.stream()
                .map(listener -> Objects.requireNonNull(listener.caller().account()))
                .collect(Collectors.toSet()));
        for (StreamListener listener : listeners) {
            if (!still.contains(listener.caller().account())) {
                listener.end();
            }
        }
    }

    private void renewStored(List<StreamListener> listeners) {
        Map<UUID, Caller> still = known.apply(listeners.stream()
                .map(listener -> Objects.requireNonNull(listener.caller().credential()))
                .collect(Collectors.toSet()));
        var seen = new HashMap<List<Scope>, Sight>();
        for (StreamListener listener : listeners) {
            @Nullable Caller now = still.get(listener.caller().credential());
            if (now == null) {
                listener.end();
            } else {
                listener.see(seen.computeIfAbsent(now.scopes(), sights));
            }
        }
    }
}
