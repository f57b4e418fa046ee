package io.waddleperf.cli.imports;

import io.waddleperf.cli.text.YamlText;
import java.util.LinkedHashMap;
import java.util.Map;

/// A thing of the configuration as `apply` takes it.
///
/// @param spec the words of docs/reference/config-file.md, in their order
record Document(Kind kind, String name, Map<String, Object> spec) {
    static final String VERSION = "waddleperf.io/v1";

    /// Those that are imported.
    enum Kind {
        Target,
        Check,
        Schedule
    }

    String yaml() {
        var document = new LinkedHashMap<String, Object>();
        document.put("apiVersion", VERSION);
        document.put("kind", kind.name());
        document.put("metadata", Map.of("name", name));
        document.put("spec", spec);
        return YamlText.of(document);
    }
}
