package io.waddleperf.cli.probes;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.Times;
import io.waddleperf.cli.api.ApiOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `probes enrol`: prints one line to paste, and what it is to whoever reads along.
@Command(
        name = "enrol",
        description = "Prints the line that makes another machine a probe; it is good once, and for a while.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "where it stands")
    private String site = "";

    @Option(
            names = "--tags",
            paramLabel = "NAME=VALUE",
            split = ",",
            mapFallbackValue = "true",
            description = "labels of the probe, such as floor=2,uplink=dsl; a name alone is NAME=true")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--id", paramLabel = "ID", description = "its id (default: the site's name and six letters)")
    private @Nullable String id;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "so long the line is good, at most 7d (default: ${DEFAULT-VALUE})")
    private String expires = "1h";

    @Mixin
    private final ApiOptions api = new ApiOptions();

    EnrolCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Duration life = Times.duration("--expires", expires);
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("site", site);
        wanted.put("labels", tags);
        wanted.put("expiresInS", life.toSeconds());
        if (id != null) {
            wanted.put("probe", id);
        }
        var answer = api.connect(surroundings).post("/api/v1/probe-enrolments", Json.MAPPER.toJson(wanted));
        surroundings.out().println(answer.get("command"));
        surroundings.out().flush();
        surroundings
                .err()
                .println("paste it on the machine that becomes probe " + answer.get("probe")
                        + "; it is good once, until " + answer.get("expiresAt"));
        return Exit.OK;
    }
}
