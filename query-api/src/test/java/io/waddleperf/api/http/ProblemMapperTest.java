package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
    @Test
    void whoHangsUpIsNoFault() {
        assertTrue(ProblemMapper.isHangUp(new IOException(new IOException(new HttpClosedException("closed")))));
        assertTrue(ProblemMapper.isHangUp(new IOException(new ClosedChannelException())));
    }

    @Test
    void allElseIs() {
        assertFalse(ProblemMapper.isHangUp(new IOException("no space left on device")));
        assertFalse(ProblemMapper.isHangUp(new IOException(new ClosedByInterruptException())));
        assertFalse(ProblemMapper.isHangUp(new IllegalStateException(new HttpClosedException("of the provider"))));
    }
}
