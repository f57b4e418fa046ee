package io.waddleperf.probe.responder;

import io.waddleperf.probe.measure.Ticker;
import java.net.InetAddress;

/// How many requests a second, and how many bytes of no meaning, one source gets of the pages, and all
/// together.
record PageRates(SourceRates requests, SourceRates bytes) {
    static final SourceRates.Limits REQUESTS = new SourceRates.Limits(500, 2_000);
    static final SourceRates.Limits BYTES = new SourceRates.Limits(64 << 20, 128 << 20);

    static PageRates by(Ticker ticker) {
        return new PageRates(new SourceRates(ticker, REQUESTS), new SourceRates(ticker, BYTES));
    }

    /// Counts a request, where one more is allowed.
    boolean takes(InetAddress source) {
        return requests.allow(source);
    }

    /// What a request that was counted is answered with: what it asks for, if it is not too much.
    Page within(InetAddress source, Page asked) {
        return switch (asked) {
            case Page.Text text -> text;
            case Page.Later later -> later;
            case Page.Bytes much -> bytes.allow(source, much.count()) ? much : Page.TOO_MANY;
        };
    }
}
