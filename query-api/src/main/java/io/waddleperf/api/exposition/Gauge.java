package io.waddleperf.api.exposition;

/// What the page tells, each by its name. Those that begin with `probe_` mean what they mean at
/// blackbox_exporter; a name of ours is used where they would not.
enum Gauge {
    PATHS("waddleperf_paths", "Paths by state, those that were left out too"),
    PATHS_LEFT_OUT("waddleperf_paths_left_out", "Paths for which the page had no room"),
    PATH_STATE("waddleperf_path_state", "0 healthy, 1 unproven, 2 stale, 3 breaching, 4 failing"),
    PATH_TIER("waddleperf_path_tier", "How deep the path is looked into: 1 by schedule, 2 diagnosing, 3 analysing"),
    PATH_LOAD("waddleperf_path_load_ratio", "How far the worst check is from its bound: above 1 it breaches"),
    PATH_INCIDENT("waddleperf_path_incident", "Whether the path belongs to an open incident"),
    TIMESTAMP("waddleperf_result_timestamp_seconds", "When the newest result of a series began"),
    UNDER_LOAD(
            "waddleperf_result_under_load", "Whether the probe was busy, so that the newest result breaches nothing"),

    SUCCESS("probe_success", "Displays whether or not the probe was a success"),
    DURATION("probe_duration_seconds", "Returns how long the probe took to complete in seconds"),
    ICMP_DURATION("probe_icmp_duration_seconds", "Duration of icmp request by phase"),
    ICMP_HOP_LIMIT("probe_icmp_reply_hop_limit", "Replied packet hop limit (TTL for ipv4)"),
    HTTP_DURATION("probe_http_duration_seconds", "Duration of http request by phase, of the last request"),
    HTTP_SSL("probe_http_ssl", "Indicates if SSL was used for the final redirect"),
    HTTP_REDIRECTS("probe_http_redirects", "The number of redirects"),
    HTTP_STATUS("probe_http_status_code", "Response HTTP status code"),
    HTTP_VERSION("probe_http_version", "Returns the version of HTTP of the probe response"),
    DNS_DURATION("probe_dns_duration_seconds", "Duration of DNS request by phase"),
    DNS_ANSWERS("probe_dns_answer_rrs", "Returns number of entries in the answer resource record list"),
    DNS_SUCCEEDED("probe_dns_query_succeeded", "Displays whether or not the query was executed successfully"),
    GRPC_DURATION("probe_grpc_duration_seconds", "Duration of gRPC request by phase"),
    GRPC_STATUS("probe_grpc_status_code", "Response gRPC status code"),
    TLS_EXPIRY("probe_ssl_earliest_cert_expiry", "Returns earliest SSL cert expiry in unixtime"),
    TLS_VERSION("probe_tls_version_info", "Contains the TLS version used"),

    CERTIFICATE_EXPIRY("waddleperf_certificate_expiry_timestamp_seconds", "End of the server's own certificate"),
    LOSS("waddleperf_loss_ratio", "Packets without an answer, of those that were sent"),
    PACKETS_SENT("waddleperf_packets_sent", "Packets of the newest test"),
    PACKETS_RECEIVED("waddleperf_packets_received", "Answers of the newest test"),
    RTT("waddleperf_rtt_seconds", "Round trip times of the newest test"),
    JITTER("waddleperf_jitter_seconds", "Interarrival jitter of round trips (RFC 3550)"),
    ONE_WAY_LOSS("waddleperf_one_way_loss_ratio", "Loss by direction (RFC 7680)"),
    ONE_WAY_DELAY("waddleperf_one_way_delay_seconds", "Median delay by direction (RFC 7679)"),
    DELAY_VARIATION("waddleperf_delay_variation_seconds", "95th percentile of the delay variation (RFC 5481)"),
    ONE_WAY_JITTER("waddleperf_one_way_jitter_seconds", "Interarrival jitter at the receiver (RFC 3550)"),
    REORDERED("waddleperf_reordered_ratio", "Answers after one to a later packet (RFC 4737)"),
    DUPLICATES("waddleperf_duplicate_ratio", "Answers that came again (RFC 5560)"),
    PHASE("waddleperf_phase_seconds", "Phases of tests that blackbox_exporter does not have"),
    TOTAL("waddleperf_total_seconds", "From the first step of a test to its answer"),
    BODY("waddleperf_body_bytes", "Body of the answer as it was read"),
    HOPS("waddleperf_path_hops", "Hops of the way"),
    MTU("waddleperf_path_mtu_bytes", "Largest packet that gets through"),
    PORTS("waddleperf_ports", "Ports by what they answer"),
    THROUGHPUT("waddleperf_throughput_bits_per_second", "What arrived, both directions together"),
    ONE_WAY_THROUGHPUT("waddleperf_one_way_throughput_bits_per_second", "What arrived, by direction"),
    RETRANSMITS("waddleperf_retransmits", "TCP segments sent again in the newest test"),
    LOADED_RTT("waddleperf_rtt_under_load_seconds", "Round trips before the data flow, and while they do"),
    CPU("waddleperf_probe_cpu_busy_ratio", "CPU of the probe's machine"),
    LOAD_AVERAGE("waddleperf_probe_load_average", "Load average of the probe's machine"),
    MEMORY("waddleperf_probe_memory_available_bytes", "Memory of the probe's machine that is free to use"),
    INTERFACE_ERRORS("waddleperf_probe_interface_errors", "Errors of its interfaces while they were watched"),
    CAPTURED_PACKETS("waddleperf_captured_packets", "Packets of the newest capture"),
    CAPTURED_BYTES("waddleperf_captured_bytes", "Bytes of the newest capture on the wire"),
    DROPPED_PACKETS("waddleperf_captured_dropped_packets", "Packets that the newest capture missed");

    private final String metricName;
    private final String help;

    Gauge(String metricName, String help) {
        this.metricName = metricName;
        this.help = help;
    }

    String metricName() {
        return metricName;
    }

    String help() {
        return help;
    }

    /// That ends the name; empty: a number without one.
    String unit() {
        for (String unit : new String[] {"seconds", "ratio", "bytes", "bits_per_second"}) {
            if (metricName.endsWith('_' + unit)) {
                return unit;
            }
        }
        return "";
    }
}
