package io.waddleperf.archive.store;

import io.waddleperf.archive.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A folder: each key is a file in it.
///
/// A file is written and synced beside the others' sight, then linked to its name, which fails
/// where one stands already: two writers, also of two processes, store one of theirs.
final class DirectoryStore implements ObjectStore {
    /// Folders may be pruned by another writer between their making and their use.
    private static final int ATTEMPTS = 5;

    private final Path folder;
    private final Incoming incoming;

    DirectoryStore(Path folder) {
        this.folder = folder;
        this.incoming = new Incoming(folder);
    }

    @Override
    public boolean create(String key, Path file) throws StoreException {
        return create(key, out -> {
            try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
                long size = in.size();
                for (long at = 0; at < size; ) {
                    at += in.transferTo(at, size - at, out);
                }
            }
        });
    }

    @Override
    public boolean create(String key, byte[] content) throws StoreException {
        return create(key, out -> {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        });
    }

    private boolean create(String key, Incoming.Content content) throws StoreException {
        var target = path(key);
        try {
            if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            var temporary = incoming.write(content);
            try {
                return link(target, temporary, ATTEMPTS);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw FolderFaults.of("store " + key, folder, e);
        } catch (UnsupportedOperationException e) {
            throw new StoreException(
                    Kind.OTHER,
                    "Archive " + folder + ": its file system has no hard links; choose one that has (ext4, xfs, zfs,"
                            + " NFS)",
                    e);
        }
    }

    private boolean link(Path target, Path temporary, int attempts) throws IOException {
        Files.createDirectories(foldersOf(target).getLast());
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            return false;
        } catch (NoSuchFileException e) {
            if (attempts == 1 || !Files.exists(temporary)) {
                throw e;
            }
            return link(target, temporary, attempts - 1);
        }
        for (var each : foldersOf(target)) {
            Incoming.sync(each);
        }
        return true;
    }

    /// Those that it stands in, ours first.
    private List<Path> foldersOf(Path target) {
        var folders = new ArrayList<Path>();
        var at = folder;
        for (var name : folder.relativize(target)) {
            folders.add(at);
            at = at.resolve(name);
        }
        return folders;
    }

    @Override
    public InputStream open(String key) throws StoreException {
        try {
            return Files.newInputStream(path(key), LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            requireReachable("open " + key);
            throw new StoreException(Kind.NO_SUCH_KEY, "Archive " + folder + ": there is no " + key, e);
        } catch (IOException e) {
            throw FolderFaults.of("open " + key, folder, e);
        }
    }

    @Override
    public Optional<Entry> find(String key) throws StoreException {
        try {
            var attributes = Files.readAttributes(path(key), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new Entry(
                            key,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            requireReachable("look for " + key);
            return Optional.empty();
        } catch (IOException e) {
            throw FolderFaults.of("look for " + key, folder, e);
        }
    }

    @Override
    public List<Entry> list(String prefix) throws StoreException {
        Keys.requirePrefix(prefix);
        requireReachable("list " + prefix);
        try {
            return FolderWalk.entries(folder, prefix);
        } catch (IOException e) {
            throw FolderFaults.of("list " + prefix, folder, e);
        }
    }

    @Override
    public void delete(Collection<String> keys) throws StoreException {
        for (var key : keys) {
            try {
                Files.deleteIfExists(path(key));
                prune(foldersOf(path(key)));
            } catch (IOException e) {
                throw FolderFaults.of("delete " + key, folder, e);
            }
        }
    }

    /// Folders that nothing is in any more would slow each list down.
    private static void prune(List<Path> folders) {
        for (var each : folders.subList(1, folders.size()).reversed()) {
            if (!each.toFile().delete()) {
                return;
            }
        }
    }

    @Override
    public void check() throws StoreException {
        requireReachable("use it");
        var used = Files.isDirectory(folder) ? folder : folder.resolve("..").normalize();
        if (!Files.isWritable(used) || !Files.isExecutable(used)) {
            throw FolderFaults.of("use it", folder, new AccessDeniedException(used.toString()));
        }
    }

    private void requireReachable(String doing) throws StoreException {
        try {
            incoming.requireReachable();
        } catch (IOException e) {
            throw FolderFaults.of(doing, folder, e);
        }
    }

    @Override
    public String describe() {
        return "folder " + folder;
    }

    @Override
    public void close() {}

    private Path path(String key) {
        return folder.resolve(Keys.require(key));
    }
}
