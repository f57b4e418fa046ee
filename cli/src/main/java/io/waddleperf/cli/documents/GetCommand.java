package io.waddleperf.cli.documents;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.text.Columns;
import io.waddleperf.cli.text.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `get`: writes what there is as documents that `apply` takes.
@Command(
        name = "get",
        description = "Writes what there is as documents that `apply` takes.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class GetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = KindArgument.HELP)
    private @Nullable String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "only that one")
    private @Nullable String name;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "NAME=VALUE",
            split = ",",
            description = "only what documents with these labels have made")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.yaml;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    private GetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new GetCommand(surroundings));
    }

    @Override
    public Integer call() {
        String query = kind == null ? "" : "?kind=" + KindArgument.of(kind);
        if (name != null) {
            query += "&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        }
        var documents = Fields.items(new Server(api.connect(surroundings)).documents(query), "items").stream()
                .filter(document -> Fields.map(Fields.map(document, "metadata"), "labels")
                        .entrySet()
                        .containsAll(labels.entrySet()))
                .toList();
        if (documents.isEmpty() && name != null) {
            throw new CommandFailure(Exit.WRONG_USE, "no " + kind + " is called " + name);
        }
        surroundings
                .out()
                .print(
                        switch (output) {
                            case table -> table(documents);
                            case json ->
                                Output.json(documents.stream()
                                        .map(Substitution::escaped)
                                        .toList());
                            case yaml ->
                                Output.documents(documents.stream()
                                        .map(Substitution::escaped)
                                        .toList());
                        });
        return Exit.OK;
    }

    private static String table(List<Map<?, ?>> documents) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("KIND", "NAME", "LABELS"));
        documents.forEach(document -> rows.add(List.of(
                Fields.text(document, "kind"),
                Fields.text(Fields.map(document, "metadata"), "name"),
                labels(Fields.map(document, "metadata")))));
        return Columns.aligned(rows);
    }

    private static String labels(Map<?, ?> metadata) {
        var labels = Fields.map(metadata, "labels").entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
        return labels.isEmpty() ? "-" : Plain.line(labels);
    }
}
