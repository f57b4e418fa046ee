package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundTest {
    @ParameterizedTest
    @CsvSource({
        "lossRatio,       0.05, LOSS_RATIO,       0.05, false",
        "lossRatio,       0.05, LOSS_RATIO,       0.06, true",
        "certificateDays, 7,    CERTIFICATE_DAYS, 7,    false",
        "certificateDays, 7,    CERTIFICATE_DAYS, 6,    true",
        "certificateDays, 7,    CERTIFICATE_DAYS, -3,   true",
        "totalUs,         100,  LOSS_RATIO,       1,    false",
        "recentLossRatio, 0.05, LOSS_RATIO,       0.05, false",
        "recentLossRatio, 0.05, LOSS_RATIO,       0.06, true",
        "recentLossRatio, 0.05, RTT_MEAN_US,      9000, false",
        "unanswered,      0.5,  LOSS_RATIO,       1,    false",
        "ofTomorrow,      1,    LOSS_RATIO,       1,    false",
    })
    void breachesOnItsWrongSideOnly(String metric, double limit, Metric measured, double value, boolean breach) {
        var metrics = Metrics.builder().put(measured, value).build();
        assertEquals(breach, new Bound(metric, limit).breachedBy(metrics));
    }
}
