package io.waddleperf.cli.documents;

import io.waddleperf.cli.Json;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/// How what there is is written.
enum Output {
    table,
    json,
    yaml;

    static String json(Object tree) {
        return Json.MAPPER.toJson(tree) + '\n';
    }

    static String yaml(Object tree) {
        return writer(false).dump(tree);
    }

    /// As documents of a file.
    static String documents(List<?> trees) {
        return trees.isEmpty() ? "" : writer(true).dumpAll(trees.iterator());
    }

    private static Yaml writer(boolean many) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setExplicitStart(many);
        options.setWidth(120);
        options.setAllowUnicode(true);
        return new Yaml(options);
    }
}
