package io.waddleperf.archive;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.StoreException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A store whose caller dies before or after any step of it.
record FailingStore(ObjectStore real, BooleanSupplier dies) implements ObjectStore {
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void perhapsDie() {
        if (dies.getAsBoolean()) {
            throw new Died();
        }
    }

    @Override
    public boolean create(String key, Path file) throws StoreException {
        perhapsDie();
        boolean created = real.create(key, file);
        perhapsDie();
        return created;
    }

    @Override
    public boolean create(String key, byte[] content) throws StoreException {
        return real.create(key, content);
    }

    @Override
    public InputStream open(String key) throws StoreException {
        perhapsDie();
        return real.open(key);
    }

    @Override
    public Optional<Entry> find(String key) throws StoreException {
        return real.find(key);
    }

    @Override
    public List<Entry> list(String prefix) throws StoreException {
        return real.list(prefix);
    }

    @Override
    public void delete(Collection<String> keys) throws StoreException {
        for (String key : keys) { // one after the other, as the store may
            perhapsDie();
            real.delete(List.of(key));
        }
        perhapsDie();
    }

    @Override
    public void check() throws StoreException {
        real.check();
    }

    @Override
    public String describe() {
        return real.describe();
    }

    @Override
    public void close() {
        real.close();
    }
}
