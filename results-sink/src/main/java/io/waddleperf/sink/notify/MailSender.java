package io.waddleperf.sink.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// SMTP through the door: in the clear, upgraded by STARTTLS, or TLS from the first byte.
///
/// What asks for STARTTLS never goes on in the clear where the server offers none.
final class MailSender {
    private static final Logger LOG = Logger.getLogger(MailSender.class);

    private static final int LONGEST_ANSWER = 200;

    private final Door door;
    private final Mail mail;

    MailSender(Door door, Mail mail) {
        this.door = door;
        this.mail = mail;
    }

    /// @return what the server said when it took the message
    String send(ChannelSpec.Email channel, Message message, Instant now) throws IOException {
        try (var plain = door.connect(channel.host(), channel.port())) {
            var connection = channel.security() == ChannelSpec.Security.TLS
                    ? door.secured(plain, channel.host(), channel.port())
                    : plain;
            var session = session(channel, connection.socket().getLocalAddress());
            var composed = mail.compose(session, channel, message, now);
            var transport = new SMTPTransport(session, login(channel));
            try {
                transport.connect(connection.socket());
                transport.sendMessage(composed, composed.getAllRecipients());
                return PlainText.line(
                        channel.host() + " answered " + transport.getLastServerResponse(), LONGEST_ANSWER);
            } finally {
                close(transport);
            }
        } catch (MessagingException e) {
            throw new IOException(channel.host() + ": " + PlainText.line(String.valueOf(e.getMessage()), 300), e);
        }
    }

    /// A server that hangs up on our QUIT has taken the mail all the same.
    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debugf("the end of a mail session: %s", e.getMessage());
        }
    }

    private Session session(ChannelSpec.Email channel, InetAddress own) {
        var settings = new Properties();
        String limit = Long.toString(door.limit().toMillis());
        boolean startTls = channel.security() == ChannelSpec.Security.STARTTLS;
        settings.setProperty("mail.smtp.timeout", limit);
        settings.setProperty("mail.smtp.localhost", '[' + own.getHostAddress() + ']'); // else it looks our name up
        settings.setProperty("mail.smtp.auth", Boolean.toString(channel.user() != null));
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.ssl.socketFactory", door.tls());
        return Session.getInstance(settings);
    }

    private static URLName login(ChannelSpec.Email channel) throws IOException {
        @Nullable Secret password = channel.password();
        return new URLName(
                "smtp",
                channel.host(),
                channel.port(),
                null,
                channel.user(),
                password == null ? null : password.value());
    }
}
