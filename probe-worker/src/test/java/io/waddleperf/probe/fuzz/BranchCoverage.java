package io.waddleperf.probe.fuzz;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/// Counts the branches of a target's parsers that were taken, by JaCoCo.
final class BranchCoverage implements AutoCloseable {
    private final List<String> parsers;
    private final LoggerRuntime runtime = new LoggerRuntime();
    private final RuntimeData data = new RuntimeData();
    private final Instrumenter instrumenter = new Instrumenter(runtime);

    BranchCoverage(FuzzTarget target) throws Exception {
        parsers = target.parsers().stream()
                .map(name -> ChangedClasses.ROOT + name)
                .toList();
        runtime.startup(data);
    }

    /// Branches of which both ways count, one each.
    record Branches(int covered, int total) {
        double ratio() {
            return total == 0 ? 1 : (double) covered / total;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d of %d (%.1f %%)", covered, total, ratio() * 100);
        }
    }

    ChangedClasses.Change counting() {
        return (name, bytes) -> parsers.contains(name) ? instrumenter.instrument(bytes, name) : bytes;
    }

    Branches branches() throws IOException {
        int covered = 0;
        int total = 0;
        for (var one : analyzed()) {
            covered += one.getBranchCounter().getCoveredCount();
            total += one.getBranchCounter().getTotalCount();
        }
        return new Branches(covered, total);
    }

    /// What is not reached both ways, for people who extend a target: lines by class.
    String missed() throws IOException {
        var missed = new StringBuilder();
        for (var one : analyzed()) {
            for (int line = one.getFirstLine(); line <= one.getLastLine(); line++) {
                if (one.getLine(line).getBranchCounter().getMissedCount() > 0) {
                    missed.append(one.getName().replaceFirst(".*/", ""))
                            .append(':')
                            .append(line)
                            .append(' ');
                }
            }
        }
        return missed.toString();
    }

    private Collection<IClassCoverage> analyzed() throws IOException {
        var taken = new ExecutionDataStore();
        data.collect(taken, new SessionInfoStore(), false);
        var coverage = new CoverageBuilder();
        var analyzer = new Analyzer(taken, coverage);
        for (String parser : parsers) {
            analyzer.analyzeClass(ChangedClasses.bytes(parser), parser);
        }
        return coverage.getClasses();
    }

    @Override
    public void close() {
        runtime.shutdown();
    }
}
