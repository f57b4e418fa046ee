package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
    private static final List<String> PARTS = List.of("0 59", "0 23", "1 28", "1 12", "0 6");

    @ParameterizedTest
    @CsvSource({
        "* * * * *, 2026-11-23T02:42:00Z, 2026-11-23T02:43:00Z",
        "30 3 * * *, 2026-11-23T03:30:00Z, 2026-11-24T03:30:00Z",
        "*/15 9-17/4 * * *, 2026-11-23T09:45:00Z, 2026-11-23T13:00:00Z",
        "5/20 * * * *, 2026-11-23T02:25:00Z, 2026-11-23T02:45:00Z",
        "0 0 * * sun, 2026-11-23T00:00:00Z, 2026-11-29T00:00:00Z",
        "0 0 * * 7, 2026-11-23T00:00:00Z, 2026-11-29T00:00:00Z",
        "0 0 * * Fri-Sun, 2026-11-23T00:00:00Z, 2026-11-27T00:00:00Z",
        "0 0 29 2 *, 2026-11-23T00:00:00Z, 2028-02-29T00:00:00Z",
        "0 0 29 2 *, 2096-03-01T00:00:00Z, 2104-02-29T00:00:00Z",
        "'0 0 1,15 * mon', 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "'0 0 1,15 * mon', 2026-11-30T00:00:00Z, 2026-12-01T00:00:00Z",
        "0 0 1 jan-MAR *, 2026-11-23T00:00:00Z, 2027-01-01T00:00:00Z",
        "@hourly, 2026-11-23T02:42:00Z, 2026-11-23T03:00:00Z",
        "@weekly, 2026-11-23T02:42:00Z, 2026-11-29T00:00:00Z"
    })
    void comesNextAt(String expression, Instant after, Instant next) {
        assertEquals(List.of(next), slots(expression, "UTC", after, 1));
    }

    /// Clocks go forward from 2:00 to 3:00 on 2026-03-29 in Berlin, and back from 3:00 to 2:00 on 2026-10-25.
    @ParameterizedTest
    @CsvSource({
        "30 2 * * *, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
        "'15,45 2 * * *', 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z 2026-03-30T00:15:00Z",
        "'30 2,3 * * *', 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z",
        "0 3 * * *, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z 2026-03-30T01:00:00Z",
        "30 2 29 3 *, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z 2027-03-29T00:30:00Z",
        "30 2 * * *, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
        "'0 2,3 * * *', 2026-10-24T12:00:00Z, 2026-10-25T00:00:00Z 2026-10-25T02:00:00Z",
        "*/30 * * * *, 2026-03-29T00:31:00Z, 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z",
        "30 * * * *, 2026-03-29T00:00:00Z, 2026-03-29T00:30:00Z 2026-03-29T01:30:00Z",
        "30 * * * *, 2026-10-24T23:31:00Z, 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z"
    })
    void runsOnceWhereAClockIsPutForwardOrBack(String expression, Instant after, String next) {
        assertEquals(
                next,
                String.join(
                        " ",
                        slots(expression, "Europe/Berlin", after, 2).stream()
                                .map(Instant::toString)
                                .toList()));
    }

    /// Half an hour in summer, and a day that an island left out.
    @ParameterizedTest
    @CsvSource({
        "15 2 * * *, Australia/Lord_Howe, 2026-10-03T00:00:00Z, 2026-10-03T15:30:00Z",
        "0 12 30 12 *, Pacific/Apia, 2011-12-29T22:01:00Z, 2011-12-30T10:00:00Z"
    })
    void followsOddClocks(String expression, String zone, Instant after, Instant next) {
        assertEquals(List.of(next), slots(expression, zone, after, 1));
    }

    /// In places whose clocks are never moved, day by day.
    @Test
    void agreesWithAnotherImplementation() {
        long seed = System.nanoTime();
        System.out.println("CronTest seed " + seed);
        var random = new Random(seed);
        var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        for (int i = 0; i < 300; i++) {
            String expression = expression(random);
            var after = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 2_000_000_000L) / 60 * 60);
            String zone = random.nextBoolean() ? "UTC" : "Asia/Kolkata";
            var theirs = new ArrayList<Instant>();
            var time = after.atZone(ZoneId.of(zone));
            for (int n = 0; n < 5; n++) {
                time = ExecutionTime.forCron(parser.parse(expression))
                        .nextExecution(time)
                        .orElseThrow();
                theirs.add(time.toInstant());
            }
            assertEquals(theirs, slots(expression, zone, after, 5), () -> expression + ", seed " + seed);
        }
    }

    private static String expression(Random random) {
        var fields = new ArrayList<String>();
        for (String part : PARTS) {
            var ends = part.split(" ", -1);
            int least = Integer.parseInt(ends[0]);
            int most = Integer.parseInt(ends[1]);
            int one = random.nextInt(least, most + 1);
            int other = random.nextInt(one, most + 1);
            fields.add(
                    switch (random.nextInt(6)) {
                        case 0 -> "" + one;
                        case 1 -> one + "-" + other;
                        case 2 -> one + "," + other;
                        case 3 -> "*/" + random.nextInt(2, 6);
                        default -> "*";
                    });
        }
        if (!fields.get(2).equals("*")) {
            fields.set(4, "*"); // what both together mean differs among them
        }
        return String.join(" ", fields);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "61 * * * * | cron minute \"61\" must be 0 to 59",
                "* 24 * * * | cron hour \"24\" must be 0 to 23",
                "* * 0 * * | cron day-of-month \"0\" must be 1 to 31",
                "* * * 13 * | cron month \"13\" must be 1 to 12",
                "* * * * mo | cron day-of-week \"mo\" must be *, a number, a range such as 1-5, a step such as */5, or a list",
                "* * L * * | cron day-of-month \"l\" must be *, a number",
                "5-1 * * * * | cron minute \"5-1\" ends before it begins",
                "1-2-3 * * * * | cron minute \"1-2-3\" has more than one range",
                "*/2/3 * * * * | cron minute \"*/2/3\" has more than one step",
                "*/0 * * * * | cron minute \"0\" must be 1 to 59",
                "1,,2 * * * * | cron minute \"\" must be *",
                "* * * * | cron must be minute hour day-of-month month day-of-week, such as 30 3 * * mon-fri",
                "0 3 * * * * | cron must be minute hour",
                "0 0 30 2 * | cron must name a day that there is",
                "@reboot | cron must be minute hour"
            })
    void saysWhatIsWrongWithAnExpression(String expression, String complaint) {
        var e = assertThrows(IllegalArgumentException.class, () -> new Cron(expression, "UTC"));
        assertTrue(String.valueOf(e.getMessage()).startsWith(complaint), e.getMessage());
    }

    @Test
    void saysThatThereIsNoSuchZone() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Cron("@daily", "Europe/Nowhere"));
        assertEquals(
                "zone must be a name of the IANA time zone database, such as UTC or Europe/Berlin, not Europe/Nowhere",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "* * * * *, 60",
        "*/5 * * * *, 300",
        "'0,7 3 * * *', 420",
        "0 3 * * *, 86400",
        "0 0 1 1 *, 86400",
        "30 * * * *, 3600"
    })
    void knowsTheShortestTimeBetweenTwoOfItsSlots(String expression, long seconds) {
        assertEquals(seconds * 1_000_000, new Cron(expression, "Europe/Berlin").shortestUs());
    }

    @Test
    void knowsWhenItMayBeDueWhateverTheSeason() {
        assertEquals(List.of(3_600_000_000L, 7_200_000_000L), new Cron("0 3 * * mon", "Europe/Berlin").dailyUs());
        assertEquals(
                List.of(79_200_000_000L),
                new Cron("0 3 * * *", "Asia/Vladivostok")
                        .dailyUs().stream().map(us -> us + 18_000_000_000L).toList());
    }

    private static List<Instant> slots(String expression, String zone, Instant after, int count) {
        var cron = new Cron(expression, zone);
        var slots = new ArrayList<Instant>();
        long minute = after.atOffset(ZoneOffset.UTC).toEpochSecond() / 60;
        while (slots.size() < count) {
            minute = cron.nextMinute(minute);
            assertTrue(cron.falls(minute));
            slots.add(Instant.ofEpochSecond(minute * 60));
        }
        return slots;
    }
}
