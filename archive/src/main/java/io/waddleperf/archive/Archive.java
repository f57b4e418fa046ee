package io.waddleperf.archive;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The files of the archive in their store.
public final class Archive {
    /// In a compacted file's footer: the keys of all that is in it, one a line.
    static final String PARTS = "waddleperf.parts";

    private final ObjectStore store;
    private final Path folder;

    /// @param folder for copies of files that are being read
    public Archive(ObjectStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    ObjectStore store() {
        return store;
    }

    Path folder() {
        return folder;
    }

    /// A file, and the keys of the files that were merged into it.
    record Found(FileName name, long bytes, Set<String> parts) {}

    /// All files of an hour, those that were merged into others and are not yet deleted too.
    List<Found> all(Kind kind, Instant hour) throws IOException {
        var all = new ArrayList<Found>();
        for (var files : listed(Window.prefix(kind, hour))) {
            all.addAll(withParts(files));
        }
        return all;
    }

    /// Files whose keys begin so, those of an hour and a partition together; their parts are not
    /// looked up.
    Collection<List<Found>> listed(String prefix) throws StoreException {
        record Place(Instant hour, int partition) {}
        var byPlace = new LinkedHashMap<Place, List<Found>>();
        for (var entry : store.list(prefix)) {
            FileName.parse(entry.key())
                    .ifPresent(name -> byPlace.computeIfAbsent(
                                    new Place(name.hour(), name.partition()), _ -> new ArrayList<>())
                            .add(new Found(name, entry.bytes(), Set.of())));
        }
        return byPlace.values();
    }

    /// Looks parts up where it matters: to read them a file is fetched whole.
    List<Found> withParts(List<Found> files) throws IOException {
        if (files.size() == 1) {
            return files;
        }
        var found = new ArrayList<Found>();
        for (Found file : files) {
            Set<String> parts = file.name().compacted() ? parts(file.name().key()) : Set.of();
            found.add(new Found(file.name(), file.bytes(), parts));
        }
        return found;
    }

    private Set<String> parts(String key) throws IOException {
        Path copy = fetch(key);
        try {
            return LineFiles.notes(copy).getOrDefault(PARTS, "").lines().collect(Collectors.toSet());
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /// Those that hold what no other one holds: what a reader reads.
    static List<Found> live(Collection<Found> all) {
        var merged = new HashSet<String>();
        all.forEach(one -> merged.addAll(one.parts()));
        return all.stream().filter(one -> !merged.contains(one.name().key())).toList();
    }

    /// Each line of an hour, in no order; before it was compacted some may come twice.
    public void read(Kind kind, Instant hour, Consumer<Line> each) throws IOException {
        for (Found one : live(all(kind, hour))) {
            read(one.name(), each);
        }
    }

    void read(FileName name, Consumer<Line> each) throws IOException {
        Path copy = fetch(name.key());
        try {
            LineFiles.read(copy, name.kind(), each);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Path fetch(String key) throws IOException {
        Files.createDirectories(folder);
        Path copy = Files.createTempFile(folder, "read", ".parquet");
        try (InputStream from = store.open(key)) {
            Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }
}
