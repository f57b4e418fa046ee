package io.waddleperf.probe.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Loads the probe's classes anew, some of them changed.
final class ChangedClasses extends ClassLoader {
    static final String ROOT = "io.waddleperf.probe.";

    private final Change change;

    /// What becomes of a class.
    @FunctionalInterface
    interface Change {
        /// @param name as [Class#getName()] has it
        byte[] of(String name, byte[] bytes) throws IOException;
    }

    ChangedClasses(Change change) {
        super(ChangedClasses.class.getClassLoader());
        this.change = change;
    }

    /// The same target on changed classes.
    FuzzTarget load(FuzzTarget target) throws ReflectiveOperationException {
        return (FuzzTarget)
                loadClass(target.getClass().getName()).getDeclaredConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ROOT) || name.startsWith(FuzzTarget.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded == null ? defined(name) : loaded;
        }
    }

    private Class<?> defined(String name) {
        try {
            byte[] bytes = change.of(name, bytes(name));
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) throws IOException {
        String path = '/' + name.replace('.', '/') + ".class";
        try (var in = Objects.requireNonNull(ChangedClasses.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        }
    }
}
