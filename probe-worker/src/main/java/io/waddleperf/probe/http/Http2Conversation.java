package io.waddleperf.probe.http;

import io.waddleperf.probe.http2.Http2Exchange;
import java.io.IOException;
import java.net.Socket;

/// HTTP/2 (RFC 9113). The first byte is that of the response's headers: the server's settings, which
/// come before, answer nothing.
final class Http2Conversation implements Conversation {
    private final Http2Exchange exchange;
    private final String userAgent;

    /// @param body what is read of the response's
    Http2Conversation(Socket connection, Body body, String userAgent) throws IOException {
        this.exchange = new Http2Exchange(connection.getInputStream(), connection.getOutputStream(), body);
        this.userAgent = userAgent;
    }

    @Override
    public void send(HttpRequest request) throws IOException {
        exchange.send(request.http2(userAgent));
    }

    @Override
    public void awaitFirstByte() throws IOException {
        exchange.awaitFirst();
    }

    @Override
    public ResponseHead readHead() throws IOException {
        var head = exchange.readHead();
        return new ResponseHead(Versions.TWO, head.status(), head.fields());
    }

    @Override
    public void readBody() throws IOException {
        exchange.readBody();
    }
}
