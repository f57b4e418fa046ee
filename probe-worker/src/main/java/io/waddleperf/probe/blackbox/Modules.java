package io.waddleperf.probe.blackbox;

import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/// The modules in force: those of a file, read again when it changes, or the built-in ones.
final class Modules {
    private static final Logger LOG = Logger.getLogger(Modules.class.getName());
    private static final long LOOK_EVERY_NANOS = 1_000_000_000;

    private final Optional<Path> file;
    private final Ticker ticker;
    private ModuleFile.Loaded loaded;
    private FileTime changedAt = FileTime.fromMillis(0);
    private long lookedAtNanos;

    private Modules(Optional<Path> file, Ticker ticker, ModuleFile.Loaded loaded) {
        this.file = file;
        this.ticker = ticker;
        this.loaded = loaded;
    }

    /// @throws IOException where the file is absent or is none of modules
    static Modules of(Optional<Path> file, Ticker ticker) throws IOException {
        if (file.isEmpty()) {
            var builtIn =
                    ScrapeModule.builtIn().stream().collect(Collectors.toMap(ScrapeModule::name, Function.identity()));
            return new Modules(file, ticker, new ModuleFile.Loaded(builtIn, Map.of()));
        }
        var modules = new Modules(file, ticker, new ModuleFile.Loaded(Map.of(), Map.of()));
        modules.load(file.get());
        return modules;
    }

    /// As it stands; a file that cannot be used any more changes nothing.
    synchronized ModuleFile.Loaded current() {
        if (file.isPresent() && ticker.nanos() - lookedAtNanos > LOOK_EVERY_NANOS) {
            lookedAtNanos = ticker.nanos();
            try {
                if (!Files.getLastModifiedTime(file.get()).equals(changedAt)) {
                    load(file.get());
                }
            } catch (IOException e) {
                LOG.warning(() -> "the modules of before stay in force: " + e.getMessage());
            }
        }
        return loaded;
    }

    private void load(Path path) throws IOException {
        lookedAtNanos = ticker.nanos();
        changedAt = Files.getLastModifiedTime(path);
        loaded = ModuleFile.read(path);
        new TreeMap<>(loaded.problems()).forEach((name, problems) -> LOG.severe(() -> refusal(name, problems)));
        LOG.info(() -> "blackbox modules: " + String.join(", ", new TreeMap<>(loaded.modules()).keySet()));
    }

    /// Why a module is not served.
    static String refusal(String name, List<String> problems) {
        return "blackbox module " + name + " is not served: " + String.join("; ", problems);
    }
}
