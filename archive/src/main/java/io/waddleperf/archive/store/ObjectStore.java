package io.waddleperf.archive.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Files by key, each written once and whole: nobody sees half of one. Safe for threads.
///
/// Keys are relative paths such as `results/date=2026-11-25/hour=13/0-1764075600.parquet`: names of
/// letters, digits and `-_.=`, separated by `/`, neither empty nor `.` nor `..`.
public interface ObjectStore extends AutoCloseable {
    /// @param modified when it was written, by the store's clock
    record Entry(String key, long bytes, Instant modified) {}

    /// Puts a file under a key that nothing stands under yet (S3: If-None-Match).
    ///
    /// @return false where something does already; it is left as it is
    boolean create(String key, Path file) throws StoreException;

    boolean create(String key, byte[] content) throws StoreException;

    /// @throws StoreException of kind `NO_SUCH_KEY` where nothing stands there
    InputStream open(String key) throws StoreException;

    Optional<Entry> find(String key) throws StoreException;

    /// All whose keys begin so, in the order of their keys.
    List<Entry> list(String prefix) throws StoreException;

    /// What is not there is passed over.
    void delete(Collection<String> keys) throws StoreException;

    /// Whether it can be reached and used, without changing anything; known within 5 s.
    ///
    /// @throws StoreException that tells an operator what to do
    void check() throws StoreException;

    /// Its address in words, without secrets.
    String describe();

    @Override
    void close();
}
