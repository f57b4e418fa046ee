package io.waddleperf.cli.documents;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.api.Api;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The server that keeps the configuration.
record Server(Api api) {
    private static final String DOCUMENTS = "/api/v1/documents";
    private static final int MOST_BYTES = 1 << 20;

    /// What somebody wants of it.
    ///
    /// @param prune labels; empty: nothing is pruned
    record Order(List<?> documents, List<Map<String, String>> remove, Map<String, String> prune, boolean dryRun) {
        String json() {
            var json = new LinkedHashMap<String, Object>();
            if (!documents.isEmpty()) {
                json.put("documents", documents);
            }
            if (!remove.isEmpty()) {
                json.put("remove", remove);
            }
            if (!prune.isEmpty()) {
                json.put("prune", prune);
            }
            json.put("dryRun", dryRun);
            return Json.MAPPER.toJson(json);
        }
    }

    Map<String, Object> order(Order order) {
        String json = order.json();
        if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "these documents are more than 1 MiB, which is all that a request may be");
        }
        return api.order(
                DOCUMENTS,
                json,
                order.dryRun
                        ? "nothing was to be changed; ask again later"
                        : "it may have been done all the same; `./waddleperf diff` shows what is still to be done");
    }

    /// @param query empty or beginning with `?`
    Map<String, Object> documents(String query) {
        return api.get(DOCUMENTS + query);
    }
}
