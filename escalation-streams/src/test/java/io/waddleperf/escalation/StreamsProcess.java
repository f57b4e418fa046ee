package io.waddleperf.escalation;

import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/// An instance of the streams in a process of its own, to be killed.
///
/// Ends by itself when its standard input does: it never outlives the test.
public final class StreamsProcess {
    private StreamsProcess() {}

    /// @param args bootstrap servers, state directory, partitions
    public static void main(String[] args) throws IOException {
        int partitions = Integer.parseInt(args[2]);
        var settings = new EscalationSettings(partitions, BudgetLimits.DEFAULT, IncidentSettings.DEFAULT);
        var streams = new KafkaStreams(
                EscalationTopology.of(settings), new StreamsSettings(args[0], Path.of(args[1]), 1, 1).properties());
        streams.setUncaughtExceptionHandler(_ -> StreamThreadExceptionResponse.REPLACE_THREAD);
        streams.start();
        System.out.println("started");
        while (System.in.read() >= 0) {
            // until the pipe ends
        }
        streams.close(Duration.ofSeconds(2));
    }
}
