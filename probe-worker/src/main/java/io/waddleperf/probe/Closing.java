package io.waddleperf.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What has been started, to be closed in the opposite order; a second close waits for the first.
final class Closing implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Closing.class.getName());

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T later(T component) {
        started.push(component);
        return component;
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            var component = started.pop();
            try {
                component.close();
            } catch (Exception e) { // the others must be closed all the same
                LOG.log(Level.WARNING, "closing " + component.getClass().getSimpleName(), e);
            }
        }
    }
}
