package io.waddleperf.api.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.MetricWords;
import io.waddleperf.contracts.TestKind;
import java.util.Comparator;
import java.util.List;

/// A kind of test as the API tells it.
///
/// @param name      what `type` of its parameters is
/// @param tier      the shallowest that it suits
/// @param exclusive fills what it measures, so that at each of its ends only one runs at a time
/// @param needs     what must be given so that it can run
/// @param limitUs   how long it may take with its defaults
/// @param schema    of its parameters, JSON Schema 2020-12
public record KindView(
        String name,
        String title,
        String measures,
        int tier,
        boolean exclusive,
        List<TestKind.Need> needs,
        long limitUs,
        JsonNode schema,
        ChartView chart) {
    public KindView {
        needs = List.copyOf(needs);
    }

    /// How its results are shown where nothing else is asked for.
    public record ChartView(TestKind.Chart.Form form, List<MetricView> metrics) {
        public ChartView {
            metrics = List.copyOf(metrics);
        }

        static ChartView of(TestKind.Chart chart) {
            return new ChartView(
                    chart.form(), chart.metrics().stream().map(MetricView::of).toList());
        }
    }

    /// A number of a result, and what it is called.
    public record MetricView(String metric, String words) {
        static MetricView of(Metric metric) {
            return new MetricView(metric.wireName(), MetricWords.name(metric.wireName()));
        }
    }

    static KindView of(TestKind kind) {
        return new KindView(
                kind.test().wireName(),
                kind.title(),
                kind.measures(),
                kind.tier(),
                kind.test().exclusive(),
                kind.needs().stream().sorted(Comparator.naturalOrder()).toList(),
                kind.defaults().limitUs(),
                SpecSchema.of(kind),
                ChartView.of(kind.chart()));
    }
}
