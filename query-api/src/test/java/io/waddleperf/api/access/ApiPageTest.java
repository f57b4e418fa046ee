package io.waddleperf.api.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// That docs/reference/api.md lists each operation as the OpenAPI document and the rules of access have it;
/// `-Dgolden.write=true` writes it.
class ApiPageTest {
    private static final Path PAGE = Path.of("../docs/reference/api.md");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String HEAD = """
        # The API

        All operations, by what they are about. What each takes and answers, parameter by parameter, is in the OpenAPI
        document that a running system serves (`GET /q/openapi`). *Who may* is the least that is asked of a caller where
        [accounts](accounts.md) are required; what is beyond somebody's scope is not there for them. Lists are
        `{"items":[…],"next":cursor}`, errors problems of RFC 9457, times RFC 3339 in UTC. `ApiPageTest` writes this page.
        """;
    private static final String TABLE = """

        | operation | who may | what |
        |---|---|---|
        """;

    /// @param path as in the document
    private record Operation(String method, String path, String tag, String summary) {
        String name() {
            return method + ' ' + path;
        }

        String row() {
            return "| `" + name() + "` | " + who(method, path) + " | " + summary.replace("|", "\\|") + " |\n";
        }
    }

    private static String who(String method, String path) {
        return switch (AccessRules.find(method, path)) {
            case AccessRules.Found.Operation(Need need) -> need == Need.NOTHING ? "everybody" : need.words();
            case AccessRules.Found.OtherMethods _, AccessRules.Found.Nothing _ ->
                throw new AssertionError(method + ' ' + path + " is served to nobody");
        };
    }

    @Test
    void listsEachOperationWithWhoMay() throws IOException {
        String wanted = page();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertEquals(wanted, Files.readString(PAGE), "docs/reference/api.md; -Dgolden.write=true writes it");
    }

    private static String page() throws IOException {
        JsonNode document;
        try (var yaml = ApiPageTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            document = new YAMLMapper().readTree(yaml);
        }
        var operations = operations(document);
        var page = new StringBuilder(HEAD);
        for (JsonNode tag : document.get("tags")) {
            var own = operations.stream()
                    .filter(one -> one.tag().equals(tag.get("name").asText()))
                    .toList();
            assertTrue(!own.isEmpty(), () -> "no operation has the tag " + tag);
            section(page, tag.get("name").asText(), tag.get("description").asText(), own);
        }
        return page.append(besides(operations)).toString();
    }

    private static List<Operation> operations(JsonNode document) {
        var operations = new ArrayList<Operation>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue().at("/tags/0").asText(),
                                method.getValue().get("summary").asText().strip()))));
        return operations;
    }

    private static void section(StringBuilder page, String tag, String description, List<Operation> operations) {
        page.append("\n## ")
                .append(tag.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(tag.substring(1));
        page.append("\n\n").append(description).append(".\n").append(TABLE);
        operations.forEach(one -> page.append(one.row()));
    }

    /// What is served, and is none of the document's.
    private static String besides(List<Operation> operations) {
        var documented = operations.stream().map(Operation::name).collect(Collectors.toSet());
        var others = new TreeSet<>(AccessRules.operations());
        others.removeAll(documented);
        var lines = new StringBuilder("\n## Beside the document\n\n| operation | who may |\n|---|---|\n");
        for (String name : others) {
            int blank = name.indexOf(' ');
            lines.append("| `").append(name).append("` | ");
            lines.append(who(name.substring(0, blank), name.substring(blank + 1)))
                    .append(" |\n");
        }
        return lines.append("| `GET /version` | ")
                .append(who("GET", "/version"))
                .append(" |\n")
                .toString();
    }
}
