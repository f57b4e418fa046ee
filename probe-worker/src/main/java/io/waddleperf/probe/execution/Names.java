package io.waddleperf.probe.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Turns a name into addresses.
@FunctionalInterface
public interface Names {
    /// @throws UnknownHostException where the name has none, or none came in time
    List<InetAddress> lookup(String host) throws UnknownHostException, InterruptedException;
}
