package io.waddleperf.cli.incidents;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.api.Query;
import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.OutputOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `explain`: the whole story of an incident.
@Command(
        name = "explain",
        description = "Tells an incident's story: what set it off, what each tier found, who did what, how it ended.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    private static final Pattern WHOLE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern START = Pattern.compile("[0-9a-fA-F-]{4,36}");

    /// The newest: the start of an older one's id is no shortcut.
    private static final int LOOKED_THROUGH = 1_000;

    private static final int MOST_EVENTS = 1_000;

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "INCIDENT",
            description = "its id, the first four letters of it or more, or `last`, the one that opened last")
    private String incident = "";

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ApiOptions options = new ApiOptions();

    private ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new ExplainCommand(surroundings));
    }

    @Override
    public Integer call() {
        var api = options.connect(surroundings);
        String id = id(api);
        var told = api.get(Query.of("/api/v1/incidents").part(id).toString());
        var results = Fields.items(
                api.get(Query.of("/api/v1/incidents").part(id).part("results").toString()), "items");
        var events = runEvents(api, told);
        if (output.isTable()) {
            surroundings
                    .out()
                    .print(Story.of(told, results, events, surroundings.clock().instant()));
        } else {
            var document = new LinkedHashMap<String, Object>();
            document.put("incident", told);
            document.put("results", results);
            document.put("runEvents", events);
            output.document(surroundings.out(), document);
        }
        return Exit.OK;
    }

    private String id(Api api) {
        if (WHOLE.matcher(incident).matches()) {
            return incident;
        }
        boolean last = incident.equals("last");
        if (!last && !START.matcher(incident).matches()) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "an incident is named by its id, or by `last`, not " + Plain.line(incident));
        }
        var ids = api.all(Query.of("/api/v1/incidents"), last ? 1 : LOOKED_THROUGH).stream()
                .map(item -> Fields.text(item, "id"))
                .filter(id -> last || id.startsWith(incident.toLowerCase(Locale.ROOT)))
                .toList();
        if (ids.size() != 1) {
            throw new CommandFailure(Exit.WRONG_USE, last ? "there is no incident" : howMany(ids));
        }
        return ids.getFirst();
    }

    private String howMany(List<String> ids) {
        return ids.isEmpty()
                ? "none of the newest " + LOOKED_THROUGH + " incidents begins with " + incident
                : ids.size() + " incidents begin with " + incident + ": " + String.join(", ", ids);
    }

    /// Why something was not tested, while it lasted: what says that it was for this incident, or is of its paths.
    private static List<Map<?, ?>> runEvents(Api api, Map<String, Object> incident) {
        var query = Query.of("/api/v1/run-events").with("from", incident.get("openedAt"));
        query.with("to", incident.get("closedAt"));
        var scope = Fields.map(incident, "scope");
        switch (Fields.text(scope, "kind")) {
            case "target" -> query.with("target", scope.get("subject"));
            case "probe" -> query.with("probe", scope.get("subject"));
            default -> {} // of several of both
        }
        return api.all(query, MOST_EVENTS).stream()
                .filter(event -> Withheld.isOf(event, incident))
                .toList();
    }
}
