package io.waddleperf.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The upgrade of a single machine: `up --demo` of one release fills a directory with results, an incident and
/// configuration, and ends; `up` of the next goes on with the same directory, and the first one again with what that
/// left. Nothing that was there may be gone, by id, and each adds to it.
///
/// Options: `-Dold`, `-Dnew` (trees that `release.sh` has built), `-Dport` (18521), `-Dseconds` (40, of each run),
/// `-Dkeep`.
public final class UpUpgrade {
    private static final int PORT = Integer.getInteger("port", 18_521);
    private static final Duration RUN = Duration.ofSeconds(Integer.getInteger("seconds", 40));
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String API = "http://127.0.0.1:" + PORT;
    private static final String KEPT = "/api/v1/targets/kept";
    private static final String SERVICE = "waddleperf";

    private final Up up;

    private UpUpgrade(Up up) {
        this.up = up;
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        Exit.within(LIMIT, UpUpgrade::rehearse);
    }

    private static void rehearse() throws Exception {
        var before = Release.of(Path.of(System.getProperty("old")));
        var after = Release.of(Path.of(System.getProperty("new")));
        Path work = Files.createTempDirectory("up-upgrade");
        try (var up = new Up(work, PORT, "4g")) {
            new UpUpgrade(up).run(before, after);
        }
    }

    private void run(Release before, Release after) throws Exception {
        System.out.printf("%-18s %7s  %s%n", "up of", "ready s", "kept, and in all");
        var first = run(before, Holdings.NONE);
        var second = run(after, first);
        run(before, second);
        System.out.printf("%s → %s → %s on one directory: nothing is gone, by id%n", before, after, before);
    }

    /// @param had what the directory had when the run before ended
    /// @return what it has when this one ends
    private Holdings run(Release release, Holdings had) throws Exception {
        long beginNs = System.nanoTime();
        up.start(release.up(), List.of("--demo"));
        double ready = (System.nanoTime() - beginNs) / 1e9;
        String told = up.get("/version");
        if (!told.equals(release.told(SERVICE))) {
            throw new IllegalStateException("up says " + told + " and not " + release.told(SERVICE));
        }
        if (had.isEmpty()) {
            Http.put(API + KEPT, "{\"address\":\"127.0.3.1\",\"owned\":true,\"labels\":{\"of\":\"before\"}}");
        } else {
            requireHistory(had);
        }
        breakAndMend();
        Await.pass(RUN);
        var all = Holdings.settled(up, SOON);
        System.out.printf("%-18s %7.1f  %s%n", release, ready, all.since(had));
        up.stop();
        return all;
    }

    /// Connections are refused until that is an incident, which is open no more once they are taken again.
    private static void breakAndMend() throws Exception {
        Await.until("no incident is open", SOON, () -> open() == 0);
        Http.post(API + "/api/v1/demo", "{\"fault\":\"refuse\"}");
        Await.until("an incident is open", SOON, () -> open() > 0);
        Http.post(API + "/api/v1/demo", "{\"fault\":\"none\"}");
        Await.until("it is over", SOON, () -> open() == 0);
    }

    private static int open() throws IOException, InterruptedException {
        return Http.json(API + "/api/v1/incidents?state=open").at("/items").size();
    }

    /// As the page asks for it.
    private static void requireHistory(Holdings had) throws Exception {
        for (UUID incident : had.incidents()) {
            Http.get(API + "/api/v1/incidents/" + incident);
        }
        if (!Http.json(API + KEPT).at("/labels/of").asText().equals("before")) {
            throw new IllegalStateException(KEPT + " is not as it was written");
        }
    }
}
