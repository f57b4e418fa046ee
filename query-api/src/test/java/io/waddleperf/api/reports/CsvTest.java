package io.waddleperf.api.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvTest {
    @Test
    void quotesWhatNeedsItAndEndsLinesByCrlf() {
        assertEquals("plain", Csv.field("plain"));
        assertEquals("", Csv.field(null));
        assertEquals("\"a,b\"", Csv.field("a,b"));
        assertEquals("\"say \"\"hi\"\"\"", Csv.field("say \"hi\""));
        assertEquals("\"two\r\nlines\"", Csv.field("two\r\nlines"));
        assertEquals("0.5", Csv.field(0.5));
    }

    @Test
    void hasAColumnForEachFieldOfARow() {
        var row = new ReportRow(
                "2026-11", null, "fra", null, null, null, 0.5, 4, 1, 1, 2, 3, 7, 0, null, 1, 1.5, 2.5, 2.0, 3.0, 4.0,
                5.0);
        var report = new Report(
                Samples.AT, Samples.AT.plusSeconds(3_600), List.of("month"), "rttMeanUs", null, List.of(row), null);
        assertEquals(
                "month,day,site,probe,target,check,availability,results,answered,failed,notRun,missed,hours,"
                        + "maintenanceHours,lossRatio,measured,min,mean,p50,p95,p99,max,metric\r\n"
                        + "2026-11,,fra,,,,0.5,4,1,1,2,3,7,0,,1,1.5,2.5,2.0,3.0,4.0,5.0,rttMeanUs\r\n",
                Csv.of(report));
    }
}
