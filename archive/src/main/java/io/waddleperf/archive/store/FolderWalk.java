package io.waddleperf.archive.store;

import io.waddleperf.archive.store.ObjectStore.Entry;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of a store whose keys begin so; links are not followed, other names are no keys.
final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final String prefix;
    private final List<Entry> found = new ArrayList<>();

    private FolderWalk(Path folder, String prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    static List<Entry> entries(Path folder, String prefix) throws IOException {
        var start = folder.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        var walk = new FolderWalk(folder, prefix);
        Files.walkFileTree(start, walk);
        walk.found.sort(Comparator.comparing(Entry::key));
        return List.copyOf(walk.found);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
        var key = key(dir) + '/';
        return dir.equals(folder) || key.startsWith(prefix) || prefix.startsWith(key)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        var key = key(file);
        if (attributes.isRegularFile() && key.startsWith(prefix) && Keys.valid(key)) {
            found.add(new Entry(
                    key, attributes.size(), attributes.lastModifiedTime().toInstant()));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE; // deleted meanwhile, or no folder of the prefix
        }
        throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
        if (e != null && !(e instanceof NoSuchFileException)) {
            throw e;
        }
        return FileVisitResult.CONTINUE;
    }

    private String key(Path path) {
        return folder.relativize(path).toString();
    }
}
