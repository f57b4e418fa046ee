package io.waddleperf.sink.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.sink.notify.Message.Item;

/// What Slack and Teams show.
final class ChatPayload {
    /// Slack refuses a longer section.
    private static final int LONGEST_SECTION = 2_900;

    /// Teams refuses more than 28 KB in all.
    private static final int MOST_BYTES = 15_000;

    private static final int MOST_ITEMS = 10;

    private final Story story;

    ChatPayload(Story story) {
        this.story = story;
    }

    /// An incoming webhook's blocks. What comes from outside is plain text: no mark-up, no mentions.
    ObjectNode slack(Message message) {
        var payload = Json.object();
        payload.put("text", PlainText.slack(story.headline(message))); // what the desktop announces
        payload.put("mrkdwn", false);
        payload.put("unfurl_links", false);
        var blocks = payload.putArray("blocks");
        for (var item : message.items().stream().limit(MOST_ITEMS).toList()) {
            section(blocks, "plain_text", text(item));
            section(blocks, "mrkdwn", '<' + story.link(item) + "|Open in WaddlePerf>");
        }
        int more = message.items().size() - MOST_ITEMS;
        if (more > 0) {
            section(blocks, "mrkdwn", "and " + more + " more: <" + story.externalUrl() + '>');
        }
        return payload;
    }

    private static void section(ArrayNode blocks, String type, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", type)
                .put("text", text);
    }

    private String text(Item item) {
        var text = new StringBuilder(PlainText.slack(story.headline(item)));
        for (var line : story.lines(item)) {
            String next = '\n' + line.label() + ": " + PlainText.slack(line.value());
            if (!line.label().equals("More") && text.length() + next.length() <= LONGEST_SECTION) {
                text.append(next);
            }
        }
        return text.toString();
    }

    /// An adaptive card; runs of a rich text are shown as they are, without Markdown.
    ObjectNode teams(Message message) {
        var payload = Json.object();
        payload.put("type", "message");
        var attachment = payload.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        var card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("fallbackText", story.headline(message));
        int more = message.items().size() - cards(message, card.putArray("body"));
        if (more > 0) {
            richText((ArrayNode) card.get("body"), "and " + more + " more", "Default");
        }
        var link = message.items().size() == 1 ? story.link(message.items().getFirst()) : story.externalUrl();
        card.putArray("actions")
                .addObject()
                .put("type", "Action.OpenUrl")
                .put("title", "Open in WaddlePerf")
                .put("url", link);
        return payload;
    }

    /// @return how many incidents have a place; of one with long lines, those that fit
    private int cards(Message message, ArrayNode body) {
        int bytes = 0;
        int cards = 0;
        for (var item : message.items().stream().limit(MOST_ITEMS).toList()) {
            if (bytes >= MOST_BYTES) {
                return cards;
            }
            bytes += richText(body, story.headline(item), "Bolder");
            for (var line : story.lines(item)) {
                if (bytes < MOST_BYTES) {
                    bytes += richText(body, line.label() + ": " + line.value(), "Default");
                }
            }
            cards++;
        }
        return cards;
    }

    /// @return its bytes
    private static int richText(ArrayNode body, String text, String weight) {
        var block = body.addObject();
        block.put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", text)
                .put("weight", weight);
        return Json.bytes(block).length;
    }
}
