package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The steps of a rolling upgrade, each told in a line: how long the part took to end and to be ready, rows a second
/// meanwhile, and for how long nothing came of what comes all the time.
final class UpgradeSteps {
    private static final Duration SETTLE = Duration.ofSeconds(Integer.getInteger("settle", 8));
    private static final Duration CALM = Duration.ofSeconds(20);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(60);
    private static final Duration INCIDENT_WITHIN = Duration.ofMinutes(2);
    private static final Map<Member.Kind, String> MODULES = Map.of(
            Member.Kind.SINK,
            "results-sink",
            Member.Kind.STREAMS,
            "escalation-streams",
            Member.Kind.SCHEDULER,
            "scheduler",
            Member.Kind.API,
            "query-api");

    private final Landscape landscape;
    private final Silences silences;
    private final TopicScan topics;
    private final List<String> written = new ArrayList<>();

    UpgradeSteps(Landscape landscape, Silences silences) {
        this.landscape = landscape;
        this.silences = silences;
        this.topics = new TopicScan(landscape.bootstrap());
        System.out.printf(
                "%-22s %-18s %6s %6s %7s  longest silence, s%n", "part", "version", "end s", "all s", "rows/s");
    }

    /// Without a step, for comparison, with all parts of one release.
    void calm(Release release) throws Exception {
        for (var kind : MODULES.keySet()) {
            for (Member member : landscape.members(kind)) {
                requireVersion(member, release);
            }
        }
        row("(none)", release, () -> {
            Await.pass(CALM);
            return CALM;
        });
    }

    /// Returns when it is ready, says the version, and has had some time.
    void replace(Member member, Release to) throws Exception {
        row(member.name(), to, () -> {
            Duration ended = landscape.replace(member, to);
            requireVersion(member, to);
            write("made-" + (written.size() + 1));
            Await.pass(SETTLE);
            return ended;
        });
    }

    private interface Work {
        /// @return how long the part took to end
        Duration run() throws Exception;
    }

    private void row(String part, Release release, Work work) throws Exception {
        long before = rows();
        long beginNs = System.nanoTime();
        silences.begin(beginNs);
        Duration ended = work.run();
        double seconds = (System.nanoTime() - beginNs) / 1e9;
        var longest = new StringBuilder();
        silences.end("step", System.nanoTime(), name -> !name.equals(part))
                .forEach((news, silent) -> longest.append(" %s %.1f".formatted(news, silent)));
        System.out.printf(
                "%-22s %-18s %6.1f %6.1f %7.0f %s%n",
                part, release, ended.toMillis() / 1e3, seconds, (rows() - before) / seconds, longest);
    }

    private void requireVersion(Member member, Release release) throws Exception {
        if (member.kind() == Member.Kind.PROBE) {
            String wanted = release.version().toString();
            Await.until(member.name() + " tells version " + wanted, TOLD_WITHIN, () -> {
                Await.pass(Duration.ofSeconds(1));
                return wanted.equals(probeVersions().get(member.name()));
            });
            return;
        }
        String module = MODULES.getOrDefault(member.kind(), "");
        String told = Http.get(landscape.url(member) + "/version");
        if (!told.equals(release.told(module))) {
            throw new IllegalStateException(member.name() + " says " + told + " and not " + release.told(module));
        }
    }

    /// By the last heartbeat of each.
    private Map<String, String> probeVersions() {
        var versions = new HashMap<String, String>();
        topics.read(Topics.HEARTBEATS, record -> {
            if (record.value() != null) {
                var heartbeat = WireCodec.read(Heartbeat.class, record.value());
                versions.put(heartbeat.probe(), heartbeat.version());
            }
        });
        return versions;
    }

    /// A target, by one API or the other: what was written in any mixture of versions must come to its topic.
    private void write(String target) throws IOException, InterruptedException {
        var apis = landscape.apiUrls();
        String body = "{\"address\":\"127.0.2.%d\",\"owned\":true}".formatted(written.size() % 250 + 1);
        Http.put(apis.get(written.size() % apis.size()) + "/api/v1/targets/" + target, body);
        written.add(target);
    }

    /// The targets that were written on the way.
    List<String> written() {
        return List.copyOf(written);
    }

    void awaitIncident(String target) throws Exception {
        long beginNs = System.nanoTime();
        Await.until("an incident of " + target, INCIDENT_WITHIN, () -> {
            String url = landscape.apiUrls().getFirst() + "/api/v1/incidents?target=" + target;
            return Http.json(url).at("/items").size() > 0;
        });
        System.out.printf(
                "  %s, broken before the streams were replaced, is an incident, %.1f s after that%n",
                target, (System.nanoTime() - beginNs) / 1e9);
    }

    private long rows() throws SQLException {
        try (var connection = landscape.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM result")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
