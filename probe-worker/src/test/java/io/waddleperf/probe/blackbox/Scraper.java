package io.waddleperf.probe.blackbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Asks a `/probe` as Prometheus does.
final class Scraper implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public void close() {
        client.close();
    }

    HttpResponse<String> ask(String url, String module, String target, String more)
            throws IOException, InterruptedException {
        var uri = URI.create(
                url + "?module=" + module + "&target=" + URLEncoder.encode(target, StandardCharsets.UTF_8) + more);
        var request = HttpRequest.newBuilder(uri)
                .header("X-Prometheus-Scrape-Timeout-Seconds", "3")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// By name with labels, without comments.
    Map<String, Double> metrics(String url, String module, String target) throws IOException, InterruptedException {
        var metrics = new TreeMap<String, Double>();
        ask(url, module, target, "")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    int blank = line.lastIndexOf(' ');
                    metrics.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
                });
        return metrics;
    }
}
