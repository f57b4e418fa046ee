package io.waddleperf.standalone;

import io.quarkus.runtime.Quarkus;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.standalone.demo.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// `up` from the first check to the last close.
///
/// | order | component | stops |
/// |---|---|---|
/// | 1 | the claim on DIR, the ports, `runtime.json` | 5th |
/// | 2 | broker (here) and `mariadbd` (child), together | 4th |
/// | 3 | probe (child), the demo's fleet (here) | 3rd |
/// | 4 | scheduler, escalation-streams, results-sink, query-api (here, Quarkus) | 2nd |
/// | 5 | the configuration of file and options is applied, the page is announced | 1st |
final class Standalone {
    /// What has not closed by then is halted; children then have their grace of 2 s within the 10 s.
    private static final int STOP_SECONDS = 8;

    private final UpOptions options;
    private final CountDownLatch closed = new CountDownLatch(1);
    private static volatile @Nullable Running running;

    /// What the application inside Quarkus needs of what was started before it.
    record Running(
            Servers servers,
            RuntimeFile runtime,
            DataDirectory dir,
            DesiredConfiguration wanted,
            @Nullable Demo demo) {}

    Standalone(UpOptions options) {
        this.options = options;
    }

    static Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("only between start and stop of `up`");
        }
        return now;
    }

    /// @return the exit code
    int run() throws Exception {
        try (var dir = DataDirectory.claim(options.data());
                var demo = startDemo(dir)) {
            RuntimeFile runtime = RuntimeFile.plan(options, dir.runtimeFile());
            DesiredConfiguration wanted = demo == null
                    ? Watchlist.of(options, runtime.responderUrl())
                    : demo.watchlist(Watchlist.PROBE, runtime.responderUrl());
            requireFree("--port", options.port());
            requireFree("--kafka-port", options.kafkaPort());
            requireFree(options.listen());
            runtime.moved(dir.runtimeFile()).ifPresent(System.out::println);
            runtime.write(dir.runtimeFile());
            try (var network = openNetwork(dir);
                    var servers = new Servers(options, dir, runtime, demo, network)) {
                closeAtSignal(servers);
                return serve(new Running(servers, runtime, dir, wanted, demo));
            } finally {
                runtime.withoutPids().write(dir.runtimeFile());
            }
        } finally {
            closed.countDown();
        }
    }

    private @Nullable Demo startDemo(DataDirectory dir) {
        if (!options.demo()) {
            return null;
        }
        try {
            var clocks = new Demo.Clocks(Clock.systemUTC(), System::nanoTime);
            return Demo.start(dir.demo(), clocks, new SecureRandom());
        } catch (IOException e) {
            throw new StartException("--demo cannot start its shop: " + e.getMessage(), e);
        }
    }

    private @Nullable Network openNetwork(DataDirectory dir) {
        return options.listen() == null
                ? null
                : Network.open(options.listen(), dir, Clock.systemUTC(), new SecureRandom());
    }

    private int serve(Running now) throws InterruptedException {
        System.out.println("starting broker, database and probe in " + now.dir().root());
        var settings = new HashMap<>(now.servers().start());
        settings.put("quarkus.http.port", Integer.toString(options.port()));
        settings.put("quarkus.log.file.path", now.dir().log("waddleperf").toString());
        settings.put("waddleperf.api.speed-server", now.runtime().speedUrl());
        settings.put("waddleperf.scheduler.gated", "true");
        settings.put("waddleperf.instance", "standalone"); // takes its own leases over after a crash
        settings.put("waddleperf.partitions", Integer.toString(Servers.PARTITIONS));
        settings.put("waddleperf.streams.state-dir", now.dir().streams().toString());
        settings.putAll(archive(now.dir().archive(), System.getenv()));
        settings.putAll(notifications(options.notifyUrls(), now.runtime().webUrl(), System.getenv()));
        settings.putAll(now.servers().networkSettings());
        settings.forEach(System::setProperty);
        running = now;
        System.out.println("starting services");
        var code = new AtomicInteger();
        // Its own exit handler: the default one would end the JVM before the servers are closed.
        Quarkus.run(UpApplication.class, (exit, problem) -> {
            code.set(exit);
            if (problem != null) {
                System.err.println("waddleperf: " + problem.getMessage() + "; see "
                        + now.dir().log("waddleperf"));
            }
        });
        return code.get();
    }

    /// A folder of ours, unless the environment names another place.
    static Map<String, String> archive(Path folder, Map<String, String> environment) {
        // on the data's disk: a temporary folder may be in memory
        var work = Map.of("waddleperf.archive.work-folder", folder.toAbsolutePath() + "-work");
        if (environment.containsKey("WADDLEPERF_ARCHIVE_LOCATION")) {
            return work;
        }
        var settings = new HashMap<>(work);
        settings.put(StoreSettings.LOCATION, "dir:" + folder.toAbsolutePath());
        return settings;
    }

    /// What the environment says goes before our defaults, the command line before both.
    static Map<String, String> notifications(List<String> urls, String webUrl, Map<String, String> environment) {
        var settings = new HashMap<String, String>();
        if (!environment.containsKey("WADDLEPERF_EXTERNAL_URL")) {
            settings.put("waddleperf.external-url", webUrl);
        }
        if (!environment.containsKey("WADDLEPERF_NOTIFICATIONS_ALLOW_INSIDE")) {
            settings.put("waddleperf.notifications.allow-inside", "true"); // who starts this may reach it anyway
        }
        if (!urls.isEmpty()) {
            settings.put("waddleperf.notifications.urls", String.join(" ", urls));
        }
        return settings;
    }

    /// A signal begins the JVM's shutdown: Quarkus stops by itself, and this holds the JVM until
    /// the servers are closed too.
    private void closeAtSignal(Servers servers) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (running == null) {
                servers.close(); // interrupted while the servers start: there is no Quarkus to wait for
            } else {
                await();
            }
        }));
    }

    private void await() {
        try {
            if (!closed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("waddleperf: stopped hard after " + STOP_SECONDS + " s");
                Runtime.getRuntime().halt(1); // other hooks would wait for what hangs
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireFree(@Nullable Listen listen) {
        if (listen == null) {
            return;
        }
        for (int port : List.of(options.port(), listen.kafkaPort())) {
            if (!FreePorts.isFree(listen.address(), port)) {
                throw new StartException(
                        "port " + port + " of " + listen.address().getHostAddress()
                                + " cannot be listened on: another program is there, or this machine does not have the"
                                + " address; see --listen, --port and --listen-kafka-port");
            }
        }
    }

    private static void requireFree(String option, int port) {
        if (!FreePorts.isFree(port)) {
            throw new StartException(
                    "port " + port + " of 127.0.0.1 is taken by another program; choose one with " + option);
        }
    }
}
