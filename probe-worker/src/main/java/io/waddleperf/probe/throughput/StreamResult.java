package io.waddleperf.probe.throughput;

import java.util.LinkedHashMap;
import java.util.Map;

/// What one end counted of a stream.
///
/// @param id          1, 3, 4, 5 and so on, in the order in which the streams were opened
/// @param retransmits -1 where nobody counted them
/// @param lost        packets that the receiver misses, of `packets` up to the last one it got
/// @param endS        of the time that counts, in seconds from its beginning
record StreamResult(int id, long bytes, long retransmits, double jitterS, long lost, long packets, double endS) {
    /// The stream of that place in the order of opening, from 0.
    static int idOf(int place) {
        return place == 0 ? 1 : place + 2;
    }

    static StreamResult of(Message json) {
        return new StreamResult(
                (int) json.number("id", 0, 1_000_000, 0),
                json.number("bytes", 0, Long.MAX_VALUE / 16, 0),
                json.number("retransmits", -1, Long.MAX_VALUE / 1_024, -1),
                json.seconds("jitter"),
                json.number("errors", 0, Long.MAX_VALUE / 1_024, 0),
                json.number("packets", 0, Long.MAX_VALUE / 1_024, 0),
                Math.max(0, json.seconds("end_time") - json.seconds("start_time")));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("bytes", bytes);
        json.put("retransmits", retransmits);
        json.put("jitter", jitterS);
        json.put("errors", lost);
        json.put("omitted_errors", 0);
        json.put("packets", packets);
        json.put("omitted_packets", 0);
        json.put("start_time", 0);
        json.put("end_time", endS);
        return json;
    }
}
