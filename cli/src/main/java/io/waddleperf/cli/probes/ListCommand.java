package io.waddleperf.cli.probes;

import static io.waddleperf.cli.text.Listing.column;
import static io.waddleperf.cli.text.Listing.wide;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.OutputOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `probes list`.
@Command(
        name = "list",
        description = "Lists all probes: where they are, whether they are heard of, how they came in.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(
            column("PROBE"),
            column("SITE"),
            column("STATE"),
            column("VERSION"),
            column("HOST"),
            column("JOINED"),
            column("KEY SINCE"),
            column("REVOKED"),
            wide("HEARD"),
            wide("ENABLED"),
            wide("LABELS"));

    private final Surroundings surroundings;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var server = api.connect(surroundings);
        var identities = new HashMap<String, Map<?, ?>>();
        Fields.items(server.get("/api/v1/probe-identities"), "items")
                .forEach(item -> identities.put(Fields.text(item, "probe"), item));
        var rows = new ArrayList<List<String>>();
        var documents = new ArrayList<Object>();
        for (var item : Fields.items(server.get("/api/v1/probes"), "items")) {
            var identity = identities.get(Fields.text(Fields.map(item, "probe"), "id"));
            rows.add(row(item, identity == null ? Map.of() : identity));
            documents.add(document(item, identity));
        }
        output.print(surroundings.out(), new Listing(COLUMNS, rows, Map.of("items", documents)));
        return Exit.OK;
    }

    private static List<String> row(Map<?, ?> item, Map<?, ?> identity) {
        Map<?, ?> probe = Fields.map(item, "probe");
        return List.of(
                Fields.text(probe, "id"),
                Fields.text(probe, "site"),
                Fields.text(item, "state"),
                Fields.text(Fields.map(item, "heartbeat"), "version"),
                Fields.text(identity, "host"),
                Fields.text(identity, "joinedAt"),
                Fields.text(identity, "rotatedAt"),
                Fields.text(identity, "revokedAt"),
                Fields.text(item, "heardAt"),
                Fields.text(probe, "enabled"),
                Fields.pairs(Fields.map(probe, "labels")));
    }

    /// As the API tells it, with how the probe came in beside it.
    ///
    /// @param identity null of one that never joined, such as that of `up`
    private static Map<String, Object> document(Map<?, ?> item, @Nullable Map<?, ?> identity) {
        var document = new LinkedHashMap<String, Object>();
        item.forEach((name, value) -> document.put(String.valueOf(name), value));
        document.put("identity", identity);
        return document;
    }
}
