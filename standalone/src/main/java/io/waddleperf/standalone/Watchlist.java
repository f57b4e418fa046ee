package io.waddleperf.standalone;

import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.documents.Addresses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What this machine watches: the file's, the command line's, the network's, else its own responder.
final class Watchlist {
    static final String PROBE = "local";
    private static final String RESPONDER = "responder";
    private static final String DEFAULT_SCHEDULE = "default";

    private Watchlist() {}

    /// @param responder the address of the probe's own responder
    /// @throws StartException for a wrong file, target or network
    static DesiredConfiguration of(UpOptions options, String responder) {
        var file = options.config() == null ? null : ConfigFile.read(options.config());
        Map<String, Target> targets = new LinkedHashMap<>();
        options.targets().forEach(address -> add(targets, "--target " + address, address));
        if (options.watchNetwork()) {
            LocalNetwork.ofThisMachine().addresses().forEach(a -> add(targets, "--watch-network: " + a, a));
        }
        if (file == null && targets.isEmpty()) {
            targets.put(RESPONDER, new Target(RESPONDER, responder, true, Map.of(), 1, null));
        }
        var schedules = new ArrayList<Schedule>();
        if (file != null && file.schedules().isEmpty()) {
            file.targets().forEach(target -> targets.put(target.id(), target)); // all of them, by default
        }
        if (!targets.isEmpty()) {
            long intervalUs = options.interval().toNanos() / 1000;
            var ids = List.copyOf(targets.keySet());
            schedules.add(
                    new Schedule(DEFAULT_SCHEDULE, true, List.of(), ids, List.of(), intervalUs, Instant.EPOCH, 1));
        }
        if (file != null) {
            file.targets().forEach(target -> targets.put(target.id(), target));
            file.schedules().forEach(schedule -> addSchedule(schedules, schedule, options));
        }
        var probe = new Probe(PROBE, PROBE, true, Map.of(), 1);
        var rules = file == null ? List.<Threshold>of() : file.thresholds();
        return new DesiredConfiguration(List.copyOf(targets.values()), List.copyOf(schedules), List.of(probe), rules);
    }

    private static void addSchedule(List<Schedule> schedules, Schedule schedule, UpOptions options) {
        if (schedules.stream().anyMatch(known -> known.id().equals(schedule.id()))) {
            throw new StartException(options.config() + ": the schedule \"" + schedule.id()
                    + "\" has the name of the one that --target makes; give it another id");
        }
        schedules.add(schedule);
    }

    private static void add(Map<String, Target> targets, String origin, String address) {
        try {
            String id = Addresses.id(address);
            targets.put(id, new Target(id, address, Addresses.isPrivate(address), Map.of(), 1, null));
        } catch (IllegalArgumentException e) {
            throw new StartException(origin + ": " + e.getMessage(), e);
        }
    }
}
