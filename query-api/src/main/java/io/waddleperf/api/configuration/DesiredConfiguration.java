package io.waddleperf.api.configuration;

import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import java.util.List;

/// What a file and the command line declare. Their versions and creation times are not looked at.
public record DesiredConfiguration(
        List<Target> targets, List<Schedule> schedules, List<Probe> probes, List<Threshold> thresholds) {
    public DesiredConfiguration {
        targets = List.copyOf(targets);
        schedules = List.copyOf(schedules);
        probes = List.copyOf(probes);
        thresholds = List.copyOf(thresholds);
    }

    public DesiredConfiguration(List<Target> targets, List<Schedule> schedules, List<Probe> probes) {
        this(targets, schedules, probes, List.of());
    }
}
