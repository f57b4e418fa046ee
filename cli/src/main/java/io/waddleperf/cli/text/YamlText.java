package io.waddleperf.cli.text;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/// Maps, lists and simple values as YAML in blocks; what may not stand on a terminal is escaped.
public final class YamlText {
    private YamlText() {}

    /// Ends with a line feed.
    public static String of(Object document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        options.setDereferenceAliases(true); // an object that stands twice is written twice
        return new Yaml(options).dump(document);
    }
}
