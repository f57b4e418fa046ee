package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.Window;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is refused stands in [ConfigFileTest].
class ConfigTimingTest {
    @Test
    void readsWhenAScheduleIsDue() {
        var file = ConfigFile.parse("f", """
                targets: [{address: 192.0.2.7}]
                schedules:
                  - {id: night, cron: 30 3 * * mon-fri, zone: Europe/Berlin, slip: 10m, priority: 7}
                  - id: office
                    interval: 5m
                    zone: Europe/Berlin
                    windows:
                      - {days: [mon], from: "08:00", to: "18:00"}
                      - {from: "22:00", to: "02:00", zone: UTC}
                  - {id: usual}
                """);
        var timings = file.schedules().stream().map(Schedule::timing).toList();
        assertEquals(
                new Timing(new Cron("30 3 * * mon-fri", "Europe/Berlin"), List.of(), 600_000_000L, 7), timings.get(0));
        assertEquals(86_400_000_000L, file.schedules().getFirst().intervalUs());
        assertEquals(
                List.of(
                        new Window(List.of("mon"), "08:00", "18:00", "Europe/Berlin"),
                        new Window(List.of(), "22:00", "02:00", "UTC")),
                Objects.requireNonNull(timings.get(1)).windows());
        assertNull(timings.get(2));
    }
}
