package io.waddleperf.probe.speedtest;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Opens several channels at once. By platform threads: a channel that a virtual one has used costs
/// a system call more each time that it waits.
final class Together {
    private static final Logger LOG = Logger.getLogger(Together.class.getName());

    private Together() {}

    /// @param once ends by itself
    /// @return all of them
    /// @throws IOException of the first that failed; the others are closed
    static <T extends Channel> List<T> open(int times, Callable<T> once) throws IOException, InterruptedException {
        var all = new ArrayList<Future<T>>();
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("speedtest-open-", 0).daemon().factory())) {
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(once));
            }
        }
        boolean interrupted = Thread.interrupted();
        if (!interrupted && all.stream().allMatch(one -> one.state() == Future.State.SUCCESS)) {
            return all.stream().map(Future::resultNow).toList();
        }
        all.stream().filter(one -> one.state() == Future.State.SUCCESS).forEach(one -> close(one.resultNow()));
        if (interrupted) {
            throw new InterruptedException("while connections were opened");
        }
        throw all.stream()
                .filter(one -> one.state() == Future.State.FAILED)
                .findFirst()
                .map(Future::exceptionNow)
                .map(e -> e instanceof IOException io ? io : new IOException(e))
                .orElseThrow();
    }

    private static void close(Channel one) {
        try {
            one.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing", e);
        }
    }
}
