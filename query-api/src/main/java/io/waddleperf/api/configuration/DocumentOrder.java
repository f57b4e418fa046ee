package io.waddleperf.api.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.documents.DocumentKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody wants to become of documents, all of it or nothing.
///
/// @param documents that shall be so, each as maps, lists and texts
/// @param remove    what shall not be there
/// @param prune     labels: whatever documents with all of these have made and is not among
///                  `documents` shall not be there either; empty: nothing is pruned
/// @param dryRun    nothing is changed
record DocumentOrder(List<Object> documents, List<Name> remove, Map<String, String> prune, boolean dryRun) {
    private static final List<String> FIELDS = List.of("documents", "remove", "prune", "dryRun");
    static final int MOST = 2_000;

    DocumentOrder {
        documents = List.copyOf(documents);
        remove = List.copyOf(remove);
        prune = Map.copyOf(prune);
    }

    /// By what a thing is known.
    record Name(DocumentKind kind, String name) {}

    /// @throws ProblemException says everything that is wrong with it
    static DocumentOrder read(byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        List<Object> documents = body.node("documents") == null
                ? List.of()
                : body.list("documents", MOST, "documents", (_, item, _) -> tree(item));
        var remove = body.node("remove") == null
                ? List.<Name>of()
                : body.list("remove", MOST, "{kind, name}", DocumentOrder::name);
        var prune = body.texts("prune");
        boolean dryRun = body.flag("dryRun", false);
        body.require(
                !documents.isEmpty() || !remove.isEmpty() || !prune.isEmpty(),
                "documents",
                "must be given, or remove or prune");
        return body.make(() -> new DocumentOrder(documents, remove, prune, dryRun));
    }

    private static @Nullable Name name(JsonBody body, JsonNode item, String place) {
        if (!item.isObject()) {
            body.require(false, place, "must be an object such as {\"kind\":\"Target\",\"name\":\"web\"}");
            return null;
        }
        body.requireKnown(item, place, List.of("kind", "name"));
        String name = body.name(item.get("name"), place + ".name");
        try {
            return new Name(DocumentKind.of(item.path("kind").asText()), name);
        } catch (IllegalArgumentException e) {
            body.require(false, place + ".kind", "must be one of " + String.join(", ", DocumentKind.names()));
            return null;
        }
    }

    /// Numbers as texts: who reads a field knows what it is.
    private static Object tree(JsonNode node) {
        if (node.isObject()) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            node.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    map.put(member.getKey(), tree(member.getValue()));
                }
            });
            return map;
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            node.forEach(item -> list.add(tree(item)));
            return list;
        }
        return node.asText();
    }
}
