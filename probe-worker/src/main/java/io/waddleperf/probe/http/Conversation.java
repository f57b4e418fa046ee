package io.waddleperf.probe.http;

import java.io.IOException;

/// One request and its response over a connection that is there, in the order of these methods.
interface Conversation {
    void send(HttpRequest request) throws IOException;

    void awaitFirstByte() throws IOException;

    ResponseHead readHead() throws IOException;

    /// To its end, or until no more is wanted.
    void readBody() throws IOException;
}
