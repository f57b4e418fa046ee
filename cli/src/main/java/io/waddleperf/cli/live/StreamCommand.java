package io.waddleperf.cli.live;

import io.avaje.json.JsonException;
import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.api.Events;
import io.waddleperf.cli.api.Events.Heard;
import io.waddleperf.cli.api.Query;
import io.waddleperf.cli.api.ServerEvent;
import io.waddleperf.cli.text.Format;
import io.waddleperf.cli.text.OutputOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stream`: prints events as they come, until Ctrl-C or the bound that was asked for.
@Command(
        name = "stream",
        description = "Prints results, decisions and incidents as they come; with -o json one line each.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "After a break it goes on behind the last event; what was missed is said."})
public final class StreamCommand implements Callable<Integer> {
    private static final Set<String> TYPES = Set.of("result", "escalation", "incident");

    private final Surroundings surroundings;

    @Option(
            names = "--types",
            paramLabel = "TYPE",
            split = ",",
            description = "result, escalation, incident, with commas between them (default: ${DEFAULT-VALUE})")
    private List<String> types = List.of("result", "escalation", "incident");

    @Option(names = "--probe", paramLabel = "ID", description = "only of this probe")
    private @Nullable String probe;

    @Option(names = "--target", paramLabel = "ID", description = "only of this target")
    private @Nullable String target;

    @Option(names = "--check", paramLabel = "NAME", description = "of results only those of this check")
    private @Nullable String check;

    @Mixin
    private final Bounds bounds = new Bounds();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ApiOptions options = new ApiOptions();

    private StreamCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new StreamCommand(surroundings));
    }

    @Override
    public Integer call() {
        if (types.isEmpty() || !TYPES.containsAll(types)) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    "--types must be of result, escalation, incident, not " + Plain.line(String.join(",", types)));
        }
        String path = Query.of("/api/v1/stream")
                .with("types", String.join(",", types))
                .with("probe", probe)
                .with("target", target)
                .with("check", check)
                .toString();
        var left = bounds.begin(surroundings.nanoTime());
        try (var events = Events.of(options.connect(surroundings), path, surroundings.randomness())) {
            while (left.goesOn() && !surroundings.out().checkError()) { // as of `| head`, which has gone
                events.next(left.pause()).ifPresent(heard -> take(heard, left));
            }
        }
        return Exit.OK;
    }

    private void take(Heard heard, Bounds.Left left) {
        switch (heard) {
            case Heard.Break(var words) ->
                surroundings.err().println("waddleperf: the stream broke: " + words + "; asking again");
            case Heard.Event(var event) -> {
                print(event);
                if (TYPES.contains(event.type())) {
                    left.count();
                }
            }
        }
    }

    private void print(ServerEvent event) {
        var data = data(event);
        if (output.isTable()) {
            boolean gap = event.type().equals("gap");
            (gap ? surroundings.err() : surroundings.out())
                    .println(EventText.line(event.type(), data, output.format() == Format.wide));
            return;
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("type", event.type());
        document.put("id", event.id());
        document.put("data", data);
        output.document(surroundings.out(), document);
    }

    private static Map<String, Object> data(ServerEvent event) {
        try {
            return Json.MAPPER.fromJsonObject(event.data());
        } catch (JsonException e) {
            throw new CommandFailure(
                    Exit.NO_SERVER, "the event " + Plain.line(event.id()) + " is not JSON: is it WaddlePerf's API?", e);
        }
    }
}
