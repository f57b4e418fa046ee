package io.waddleperf.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What TCP connections to one address go through to another, until somebody pulls it out.
final class Cable implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final InetSocketAddress here;
    private final InetSocketAddress there;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket door;

    Cable(InetSocketAddress here, InetSocketAddress there) throws IOException {
        this.here = here;
        this.there = there;
        plugIn();
    }

    synchronized void plugIn() throws IOException {
        var opened = new ServerSocket(here.getPort(), BACKLOG, here.getAddress());
        door = opened;
        Thread.ofVirtual().start(() -> accept(opened));
    }

    /// Ends what goes through it; nobody is let in until it is plugged in again.
    synchronized void pull() throws IOException {
        var closing = door;
        door = null;
        if (closing != null) {
            closing.close();
        }
        for (var socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void accept(ServerSocket at) {
        while (true) {
            try {
                var near = at.accept();
                Thread.ofVirtual().start(() -> connect(near, at));
            } catch (IOException _) {
                return; // it was pulled out
            }
        }
    }

    private void connect(Socket near, ServerSocket at) {
        try {
            var far = new Socket(there.getAddress(), there.getPort());
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            open.add(near);
            open.add(far);
            if (at.isClosed()) {
                end(near, far);
            }
            Thread.ofVirtual().start(() -> copy(near, far));
            copy(far, near);
        } catch (IOException _) {
            end(near);
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // either end is gone, and so is the other in a moment
        }
        end(from, to);
    }

    private void end(Socket... sockets) {
        for (var socket : sockets) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException _) {
                // then it is closed
            }
        }
    }

    @Override
    public void close() throws IOException {
        pull();
    }
}
