package io.waddleperf.cli.probes;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.Columns;
import io.waddleperf.cli.text.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `probes list`.
@Command(
        name = "list",
        description = "Lists all probes: where they are, whether they are heard of, how they came in.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final List<String> TITLES =
            List.of("PROBE", "SITE", "STATE", "VERSION", "HOST", "JOINED", "KEY SINCE", "REVOKED");

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var server = api.connect();
        var identities = new HashMap<String, Map<?, ?>>();
        Fields.items(server.get("/api/v1/probe-identities"), "items")
                .forEach(item -> identities.put(Fields.text(item, "probe"), item));
        var rows = new ArrayList<List<String>>();
        rows.add(TITLES);
        for (var item : Fields.items(server.get("/api/v1/probes"), "items")) {
            rows.add(row(item, identities));
        }
        surroundings.out().print(Columns.aligned(rows));
        return Exit.OK;
    }

    private static List<String> row(Map<?, ?> item, Map<String, Map<?, ?>> identities) {
        Map<?, ?> probe = Fields.map(item, "probe");
        var identity = identities.getOrDefault(Fields.text(probe, "id"), Map.of());
        return List.of(
                Fields.text(probe, "id"),
                Fields.text(probe, "site"),
                Fields.text(item, "state"),
                Fields.text(Fields.map(item, "heartbeat"), "version"),
                Fields.text(identity, "host"),
                Fields.text(identity, "joinedAt"),
                Fields.text(identity, "rotatedAt"),
                Fields.text(identity, "revokedAt"));
    }
}
