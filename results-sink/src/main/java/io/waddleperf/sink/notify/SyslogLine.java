package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waddleperf.sink.notify.Message.Item;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// RFC 5424.
final class SyslogLine {
    private static final int DAEMON = 3 << 3;
    private static final int CRITICAL = 2;
    private static final int WARNING = 4;
    private static final int NOTICE = 5;

    /// What every receiver takes (RFC 5424, section 6.1, "SHOULD"); fits a datagram.
    private static final int LONGEST_TEXT = 400;

    private final Story story;

    SyslogLine(Story story) {
        this.story = story;
    }

    /// @param now by our clock; six of its decimals are written, as many as the RFC allows
    byte[] bytes(Item item, Instant now) {
        var incident = item.incident();
        String head = "<" + (DAEMON | severity(item)) + ">1 " + now.truncatedTo(ChronoUnit.MICROS) + " - waddleperf - "
                + item.last().wireName() + " [incident@32473 id=\"" + incident.id()
                + "\" revision=\"" + incident.revision()
                + "\" key=\"" + quoted(item.facts().getLast().key())
                + "\" scope=\"" + incident.scope().kind().wireName()
                + "\" subject=\"" + quoted(PlainText.line(incident.scope().subject(), 200))
                + "\" link=\"" + quoted(story.link(item)) + "\"] ";
        var line = new ByteArrayOutputStream();
        line.writeBytes(head.getBytes(UTF_8));
        line.writeBytes(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}); // the text is UTF-8
        line.writeBytes(PlainText.line(story.headline(item), LONGEST_TEXT).getBytes(UTF_8));
        return line.toByteArray();
    }

    private static int severity(Item item) {
        return switch (item.last()) {
            case OPENED, CHANGED, REOPENED, REMINDER -> Ranks.of(item.incident().severity()) > 0 ? CRITICAL : WARNING;
            case ACKNOWLEDGED, RECOVERING, CLOSED, MERGED, TEST -> NOTICE;
        };
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]");
    }
}
