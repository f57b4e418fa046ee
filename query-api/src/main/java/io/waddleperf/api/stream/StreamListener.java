package io.waddleperf.api.stream;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.fleet.FleetChange;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One client and what waits for it: a bounded queue, so that a slow one loses events, learns how
/// many, and holds nobody back.
public final class StreamListener {
    private static final int MOST_WAITING = 1_000;
    /// One frame may wait however large it is. Listeners who hear the same share frames, but need not hear the same.
    private static final int MOST_WAITING_BYTES = 256 << 10;
    /// What the connection has taken and not sent, which is a copy for each listener.
    private static final int MOST_UNSENT_BYTES = 64 << 10;
    /// Heartbeats in a row during which a client may take nothing before its connection is closed.
    private static final int MOST_STALLS = 4;
    private static final Buffer HEARTBEAT = Buffer.buffer(": \n\n");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final StreamFilter filter;
    private final Caller caller;
    private final LongAdder allDropped;
    private final ArrayDeque<Buffer> waiting = new ArrayDeque<>();
    private int waitingBytes;
    /// One at most: a later one says by itself that there was one before it.
    private @Nullable Buffer waitingPaths;
    private Sight sight;
    /// Whether the next change of paths must begin anew, as what the client knows is of another sight.
    private boolean anew;
    private long dropped;
    private boolean scheduled;
    private boolean finishing;
    // both on the event loop only
    private boolean written;
    private int stalls;

    /// Who listens, and what of it all they see now.
    public record Who(Caller caller, Sight sight) {}

    /// @param context    the event loop of the connection
    /// @param allDropped counts over all listeners
    StreamListener(HttpServerRequest request, Context context, StreamFilter filter, Who who, LongAdder allDropped) {
        this.request = request;
        response = request.response();
        this.context = context;
        this.filter = filter;
        caller = who.caller;
        sight = who.sight;
        this.allDropped = allDropped;
        response.setWriteQueueMaxSize(MOST_UNSENT_BYTES);
    }

    /// Never blocks.
    synchronized void offer(List<StreamEvent> events) {
        for (StreamEvent event : events) {
            if (filter.wants(event, sight)) {
                event.frame(sight).ifPresent(this::queue);
            }
        }
        schedule();
    }

    boolean wantsPaths() {
        return filter.wants(StreamType.PATHS);
    }

    /// Never blocks.
    synchronized void offer(FleetChange change) {
        if (waitingPaths != null) {
            dropped++;
            allDropped.increment();
        }
        waitingPaths = (anew ? change.anew() : change).frame(sight, filter.probe(), filter.target());
        schedule();
    }

    /// An event that somebody finds out for this client alone. Never blocks.
    ///
    /// @param id   of what may be asked for again from here on; null: of none
    /// @param json on any number of lines
    /// @return whether it was taken; else the client is slow, and may be told later
    public synchronized boolean offer(String name, @Nullable String id, String json) {
        Buffer frame = StreamEvent.frame(name, id, json);
        if (isFullFor(frame)) {
            return false;
        }
        add(frame);
        schedule();
        return true;
    }

    /// Ends the response once all that waits is sent.
    public synchronized void finish() {
        finishing = true;
        schedule();
    }

    /// What the client sees now.
    public synchronized Sight sight() {
        return sight;
    }

    Caller caller() {
        return caller;
    }

    /// From now on. Where it is another sight, the client is told to ask for all paths anew: those that came into it
    /// need not have changed themselves, and those that went out of it are not gone.
    synchronized void see(Sight now) {
        if (!now.equals(sight)) {
            sight = now;
            anew = true;
            waitingPaths = null;
        }
    }

    /// Whether nothing more can be told. A response says so itself: it does not call its handlers where its connection
    /// was closed before they were set, nor for the end of a connection that it gave back.
    public boolean isOver() {
        return response.ended() || response.closed();
    }

    /// The listener may not listen any more.
    public void end() {
        context.runOnContext(_ -> {
            if (!isOver()) {
                response.end();
            }
        });
    }

    synchronized void tellGap(long missed) {
        dropped += missed;
        schedule();
    }

    private void queue(Buffer frame) {
        if (isFullFor(frame)) {
            dropped++;
            allDropped.increment();
            return;
        }
        if (dropped > 0) {
            add(StreamEvent.gap(dropped));
            dropped = 0;
        }
        add(frame);
    }

    private boolean isFullFor(Buffer frame) {
        return !waiting.isEmpty()
                && (waiting.size() >= MOST_WAITING || waitingBytes + frame.length() > MOST_WAITING_BYTES);
    }

    private void add(Buffer frame) {
        waiting.add(frame);
        waitingBytes += frame.length();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            context.runOnContext(_ -> send());
        }
    }

    /// On the event loop.
    private void send() {
        while (!isOver()) {
            if (response.writeQueueFull()) {
                response.drainHandler(_ -> send());
                return; // stays scheduled
            }
            Buffer next = next();
            if (next == null) {
                if (isFinishing()) {
                    response.end();
                }
                return;
            }
            response.write(next);
            written = true;
        }
    }

    private synchronized boolean isFinishing() {
        return finishing;
    }

    private synchronized @Nullable Buffer next() {
        Buffer next = waiting.poll();
        waitingBytes -= next == null ? 0 : next.length();
        if (next == null && dropped > 0) {
            next = StreamEvent.gap(dropped);
            dropped = 0;
        }
        if (next == null) {
            next = waitingPaths;
            if (next != null) {
                anew = false;
            }
            waitingPaths = null;
        }
        scheduled = next != null;
        return next;
    }

    /// Keeps proxies from closing a quiet connection, and closes one that nobody reads.
    void heartbeat() {
        context.runOnContext(_ -> {
            if (isOver()) {
                return;
            }
            boolean full = response.writeQueueFull();
            stalls = full && !written ? stalls + 1 : 0;
            written = false;
            if (!full) {
                response.write(HEARTBEAT);
            } else if (stalls >= MOST_STALLS) {
                cut();
            }
        });
    }

    /// Every ordinary way to close a connection of HTTP/1, the connection's own one too, waits behind what is not read.
    private void cut() {
        if (!response.reset()) { // a stream of HTTP/2 alone
            var _ = ((HttpServerConnection) request.connection()).channel().close();
        }
    }
}
