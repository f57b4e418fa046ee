package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.sink.notify.Message.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a message says, in plain words: what broke, since when, where, what was found, the link.
final class Story {
    private static final int LONGEST = 500;
    private static final int LONGEST_HEADLINE = 180;
    private static final int MOST_PATHS = 5;
    private static final int MOST_FOUND = 6;
    private static final String CHANNELS = "/admin?view=channels";

    private final String externalUrl;

    /// @param externalUrl of the page, without a slash at its end
    Story(String externalUrl) {
        this.externalUrl = externalUrl;
    }

    /// One line of a message: plain text, not escaped.
    record Line(String label, String value) {}

    String headline(Message message) {
        if (message.items().size() == 1) {
            return headline(message.items().getFirst());
        }
        long ended = message.items().stream().filter(Item::ended).count();
        long open = message.items().size() - ended;
        String counts =
                open == 0 ? ended + " ended" : ended == 0 ? open + " open" : open + " open, " + ended + " ended";
        return PlainText.line(
                '[' + counts + "] " + headline(message.items().getFirst()) + " and "
                        + (message.items().size() - 1) + " more",
                LONGEST_HEADLINE);
    }

    String headline(Item item) {
        String simulated = item.incident().simulated() ? "simulated, " : "";
        return PlainText.line(
                '[' + simulated + status(item) + "] " + item.incident().sentence(), LONGEST_HEADLINE);
    }

    private static String status(Item item) {
        String severity = item.incident().severity().wireName();
        return switch (item.last()) {
            case OPENED -> severity;
            case CHANGED -> severity + ", worse";
            case ACKNOWLEDGED -> "acknowledged";
            case REOPENED -> severity + ", again";
            case RECOVERING -> "recovering";
            case CLOSED -> "closed";
            case MERGED -> "merged";
            case REMINDER -> severity + ", still open";
            case TEST -> "test";
        };
    }

    List<Line> lines(Item item) {
        var incident = item.incident();
        var lines = new ArrayList<Line>();
        lines.add(line("What", incident.sentence()));
        lines.add(line("Since", since(incident)));
        lines.add(line("Where", where(incident)));
        paths(incident).forEach(path -> lines.add(line("Path", path)));
        found(incident).forEach(text -> lines.add(line("Found", text)));
        asides(incident, lines);
        lines.add(line("More", link(item)));
        return List.copyOf(lines);
    }

    private void asides(Incident incident, List<Line> lines) {
        @Nullable String acknowledgedBy = incident.acknowledgedBy();
        if (acknowledgedBy != null) {
            lines.add(line("Acknowledged", "by " + acknowledgedBy));
        }
        @Nullable String assignee = incident.assignee();
        if (assignee != null) {
            lines.add(line("Assigned", "to " + assignee));
        }
        if (!incident.awaitsApproval().isEmpty()) {
            lines.add(line(
                    "Waits",
                    "tier 3 waits for approval on " + incident.awaitsApproval().size() + " paths"));
        }
        if (incident.suppressed() > 0) {
            lines.add(line("Held back", incident.suppressed() + " deeper tests, for which this incident stands"));
        }
        @Nullable UUID mergedInto = incident.mergedInto();
        if (mergedInto != null) {
            lines.add(line("Part of", link(mergedInto)));
        }
    }

    /// Where the page tells more. A test has no incident that it could show.
    String link(Item item) {
        return item.has(Transition.TEST)
                ? externalUrl + CHANNELS
                : link(item.incident().id());
    }

    private String link(UUID incident) {
        return externalUrl + "/incidents/" + incident;
    }

    String externalUrl() {
        return externalUrl;
    }

    private static String since(Incident incident) {
        String opened = PlainText.time(incident.openedAt());
        @Nullable Instant closedAt = incident.closedAt();
        return closedAt == null
                ? opened
                : opened + ", closed " + PlainText.time(closedAt) + " after "
                        + PlainText.length(Duration.between(incident.openedAt(), closedAt));
    }

    private static String where(Incident incident) {
        var scope = incident.scope();
        return scope.kind().wireName() + ' ' + scope.subject() + ", " + scope.broken() + " of " + scope.tested()
                + " paths broken";
    }

    private static List<String> paths(Incident incident) {
        var texts = new ArrayList<String>();
        for (var member : incident.members().stream().limit(MOST_PATHS).toList()) {
            texts.add(member.probe() + " (" + member.site() + ") → " + member.target() + ": "
                    + member.state().wireName());
        }
        int more = Math.max(incident.members().size(), incident.scope().broken()) - texts.size();
        if (more > 0 && !texts.isEmpty()) {
            texts.add("and " + more + " more");
        }
        return texts;
    }

    private static List<String> found(Incident incident) {
        var found = incident.chain().stream()
                .filter(entry -> entry.kind().equals("found"))
                .toList();
        return found.stream()
                .skip(Math.max(0, found.size() - MOST_FOUND))
                .map(entry -> "tier " + entry.tier() + ": " + entry.text() + path(entry.path()))
                .toList();
    }

    private static String path(@Nullable PathName path) {
        return path == null ? "" : " (" + path.probe() + " → " + path.target() + ')';
    }

    private static Line line(String label, String value) {
        return new Line(label, PlainText.line(value, LONGEST));
    }

    /// All lines of an incident as text.
    String text(Item item) {
        var text = new StringBuilder();
        for (var line : lines(item)) {
            text.append(line.label()).append(": ").append(line.value()).append('\n');
        }
        return text.toString();
    }
}
