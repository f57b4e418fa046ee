package io.waddleperf.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the parts of a [Landscape] are started from.
interface Programs {
    /// @param heap     as `-Xmx` takes it
    /// @param settings of the service, by their names
    /// @param state    the folder that is the instance's own
    Launch service(String module, String heap, Map<String, String> settings, Path state);

    Launch probe(List<String> settings);

    /// @param environment on top of ours
    record Launch(List<String> command, Map<String, String> environment) {
        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }
}
