package io.waddleperf.probe.throughput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one end tells the other after a test.
///
/// @param congestion how its TCP controls congestion; null where it does not say
record Results(List<StreamResult> streams, @Nullable String congestion) {
    private static final int MOST_STREAMS = 256;

    Results {
        streams = List.copyOf(streams);
    }

    static Results of(Message json) throws IperfFormatException {
        var streams = new ArrayList<StreamResult>();
        for (var stream : json.list("streams", MOST_STREAMS)) {
            streams.add(StreamResult.of(stream));
        }
        return new Results(streams, json.word("congestion_used"));
    }

    Optional<StreamResult> stream(int id) {
        return streams.stream().filter(one -> one.id() == id).findFirst();
    }

    /// iperf3 3.12 refuses results without the three shares of CPU time.
    Message message() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cpu_util_total", 0.0);
        json.put("cpu_util_user", 0.0);
        json.put("cpu_util_system", 0.0);
        json.put("sender_has_retransmits", streams.stream().anyMatch(one -> one.retransmits() >= 0) ? 1 : -1);
        if (congestion != null) {
            json.put("congestion_used", congestion);
        }
        json.put("streams", streams.stream().map(StreamResult::json).toList());
        return new Message(json);
    }
}
