package io.waddleperf.sink.artifact;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.StoreException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A store whose process dies before or after one of its operations.
final class MortalStore implements ObjectStore {
    /// Not an exception: nobody catches it, as nobody catches a kill -9.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final ObjectStore store;
    private int stepsLeft;

    /// @param steps odd: dies before an operation, even: after one; each counts two
    MortalStore(ObjectStore store, int steps) {
        this.store = store;
        this.stepsLeft = steps;
    }

    /// Something that a store does.
    private interface Operation<T> {
        T run() throws StoreException;
    }

    private <T> T mortal(Operation<T> operation) throws StoreException {
        step();
        T value = operation.run();
        step();
        return value;
    }

    private void step() {
        if (--stepsLeft == 0) {
            throw new Killed();
        }
    }

    boolean survived() {
        return stepsLeft > 0;
    }

    @Override
    public boolean create(String key, Path file) throws StoreException {
        return mortal(() -> store.create(key, file));
    }

    @Override
    public boolean create(String key, byte[] content) throws StoreException {
        return mortal(() -> store.create(key, content));
    }

    @Override
    public InputStream open(String key) throws StoreException {
        return mortal(() -> store.open(key));
    }

    @Override
    public Optional<Entry> find(String key) throws StoreException {
        return mortal(() -> store.find(key));
    }

    @Override
    public List<Entry> list(String prefix) throws StoreException {
        return mortal(() -> store.list(prefix));
    }

    @Override
    public void delete(Collection<String> keys) throws StoreException {
        mortal(() -> {
            store.delete(keys);
            return true;
        });
    }

    @Override
    public void check() throws StoreException {
        store.check();
    }

    @Override
    public String describe() {
        return store.describe();
    }

    @Override
    public void close() {
        store.close();
    }
}
