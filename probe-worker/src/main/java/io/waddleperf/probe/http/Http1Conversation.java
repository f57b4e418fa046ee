package io.waddleperf.probe.http;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 (RFC 9112).
final class Http1Conversation implements Conversation {
    private final Socket connection;
    private final Body body;
    private final String userAgent;
    private final ResponseReader reader;
    private ResponseHead.@Nullable Framing framing;

    /// @param body what is read of the response's
    Http1Conversation(Socket connection, Body body, String userAgent) throws IOException {
        this.connection = connection;
        this.body = body;
        this.userAgent = userAgent;
        this.reader = new ResponseReader(connection.getInputStream());
    }

    @Override
    public void send(HttpRequest request) throws IOException {
        connection.getOutputStream().write(request.bytes(userAgent));
        connection.getOutputStream().flush();
    }

    @Override
    public void awaitFirstByte() throws IOException {
        reader.awaitFirstByte();
    }

    @Override
    public ResponseHead readHead() throws IOException {
        var head = reader.readHead();
        framing = head.framing();
        return head;
    }

    @Override
    public void readBody() throws IOException {
        reader.readBody(framing == null ? new ResponseHead.Framing.Nothing() : framing, body);
    }
}
