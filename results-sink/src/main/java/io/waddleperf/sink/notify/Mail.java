package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waddleperf.sink.notify.Message.Item;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;

/// A message as mail: plain text and HTML, one thread an incident.
final class Mail {
    private final Story story;

    Mail(Story story) {
        this.story = story;
    }

    MimeMessage compose(Session session, ChannelSpec.Email channel, Message message, Instant now)
            throws MessagingException {
        var mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", '<' + message.id() + "@waddleperf>"); // the same when it is sent again
            }
        };
        mail.setFrom(new InternetAddress(channel.from(), true));
        for (var to : channel.to()) {
            mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to, true));
        }
        mail.setSubject(story.headline(message), UTF_8.name()); // one line, see PlainText
        mail.setSentDate(Date.from(now));
        mail.setHeader("Auto-Submitted", "auto-generated");
        var thread = message.items().getFirst().incident().id();
        mail.setHeader("References", '<' + thread.toString() + "@waddleperf>");
        mail.setContent(new MimeMultipart("alternative", part(text(message), "plain"), part(html(message), "html")));
        mail.saveChanges();
        return mail;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        return part;
    }

    String text(Message message) {
        var text = new StringBuilder();
        for (var item : message.items()) {
            text.append(story.headline(item))
                    .append("\n\n")
                    .append(story.text(item))
                    .append('\n');
        }
        return text.toString();
    }

    String html(Message message) {
        var html = new StringBuilder("<!doctype html><html><body style=\"font-family:sans-serif\">");
        message.items().forEach(item -> append(html, item));
        return html.append("</body></html>").toString();
    }

    private void append(StringBuilder html, Item item) {
        html.append("<h3>").append(PlainText.html(story.headline(item))).append("</h3><table>");
        for (var line : story.lines(item)) {
            String value = PlainText.html(line.value());
            html.append("<tr><td style=\"color:#666;vertical-align:top\">")
                    .append(PlainText.html(line.label()))
                    .append("</td><td>")
                    .append(line.label().equals("More") ? "<a href=\"" + value + "\">" + value + "</a>" : value)
                    .append("</td></tr>");
        }
        html.append("</table>");
    }
}
