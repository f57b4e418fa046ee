package io.waddleperf.cli.probes;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.Columns;
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
        items(server.get("/api/v1/probe-identities")).forEach(item -> identities.put(text(item, "probe"), item));
        var rows = new ArrayList<List<String>>();
        rows.add(TITLES);
        for (var item : items(server.get("/api/v1/probes"))) {
            rows.add(row(item, identities));
        }
        surroundings.out().print(Columns.aligned(rows));
        return Exit.OK;
    }

    private static List<String> row(Map<?, ?> item, Map<String, Map<?, ?>> identities) {
        Map<?, ?> probe = map(item, "probe");
        var identity = identities.getOrDefault(text(probe, "id"), Map.of());
        return List.of(
                text(probe, "id"),
                text(probe, "site"),
                text(item, "state"),
                text(map(item, "heartbeat"), "version"),
                text(identity, "host"),
                text(identity, "joinedAt"),
                text(identity, "rotatedAt"),
                text(identity, "revokedAt"));
    }

    private static List<Map<?, ?>> items(Map<String, Object> page) {
        var items = new ArrayList<Map<?, ?>>();
        if (page.get("items") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    items.add(map);
                }
            }
        }
        return items;
    }

    private static Map<?, ?> map(Map<?, ?> of, String field) {
        return of.get(field) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> of, String field) {
        Object value = of.get(field);
        return value == null || value.toString().isEmpty() ? "-" : Plain.line(value.toString());
    }
}
