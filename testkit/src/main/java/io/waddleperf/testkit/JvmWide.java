package io.waddleperf.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// What exists once in this JVM, however many class loaders hold a copy of this class.
///
/// Some test frameworks load a test and its class path again. The system properties are the same
/// for all copies; the copy that started something also ends it.
final class JvmWide {
    private static final String PREFIX = "waddleperf.testkit.";
    private static final Object ONE_AT_A_TIME = JvmWide.class.getName().intern();
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private JvmWide() {}

    /// The value that some copy has made, else the one that this copy makes now.
    static String value(String name, Supplier<String> maker) {
        synchronized (ONE_AT_A_TIME) {
            var value = System.getProperty(PREFIX + name);
            if (value == null) {
                value = maker.get();
                System.setProperty(PREFIX + name, value);
                closeAtEnd(() -> System.clearProperty(PREFIX + name));
            }
            return value;
        }
    }

    /// The last comes first. At the end of the test session, at the latest with the JVM.
    static void closeAtEnd(AutoCloseable resource) {
        synchronized (ONE_AT_A_TIME) {
            if (OPEN.isEmpty()) {
                Runtime.getRuntime().addShutdownHook(new Thread(JvmWide::closeAll, "testkit-end"));
            }
            OPEN.push(resource);
        }
    }

    static void closeAll() {
        synchronized (ONE_AT_A_TIME) {
            while (!OPEN.isEmpty()) {
                try {
                    OPEN.pop().close();
                } catch (Exception e) {
                    System.out.println("testkit: could not close: " + e);
                }
            }
        }
    }
}
