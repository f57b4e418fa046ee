package io.waddleperf.probe.blackbox;

import static io.waddleperf.probe.fuzz.Texts.mostly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.blackbox.ScrapeModule.Work;
import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// What a server says in a talk by a module's steps, as it greets and goes on.
public final class TalkFuzz implements FuzzTarget {
    private static final List<Work.Step> STEPS = List.of(
            new Work.Step("^220 ([^ ]+) ESMTP (?P<rest>.+)$", "EHLO $1 ${rest} $$ ${none}$9$rest $1234$10000", false),
            new Work.Step("^250-(STARTTLS)?", "$1", true),
            new Work.Step("", "QUIT", false));

    /// The same in Java's words, where a line ends at LF alone.
    private static final Pattern GREETING = Pattern.compile("^220 ([^ ]+) ESMTP (.+)$", Pattern.UNIX_LINES);

    private static final List<String> GREETINGS = List.of(
            "220 mail ESMTP $1 ${rest} \\", "220 mail ESMTP\r", "220-mail", "", "\r", "220 \u00c3\u00a4 ESMTP \u00ff");
    private static final List<String> ANSWERS = List.of("250-", "250 STARTTLS", "500 no", "");

    /// What is larger is read once only, and not held against another reading.
    private static final int MOST_COMPARED = 200_000;

    private static final int READ_AHEAD = 8_192;

    @Override
    public String name() {
        return "talks by a module's steps";
    }

    @Override
    public List<String> parsers() {
        return List.of("blackbox.Lines", "blackbox.Cue", "blackbox.Expansion");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder();
        String end = random.nextInt(3) == 0 ? "\n" : "\r\n";
        for (int before = random.nextInt(3); before > 0; before--) {
            text.append("220-welcome").append(end);
        }
        if (random.nextInt(300) == 0) {
            text.append("y".repeat(Lines.MOST_LINE_BYTES - 2 + random.nextInt(4)))
                    .append(end);
        }
        if (random.nextInt(2_000) == 0) {
            text.append(("z".repeat(999) + '\n').repeat(1_040 + random.nextInt(60)));
        }
        text.append(mostly("220 mail.example.net ESMTP ready", GREETINGS, random))
                .append(end);
        text.append(mostly("250-STARTTLS", ANSWERS, random));
        text.append(random.nextBoolean() ? end : "");
        return Texts.broken(Texts.bytes(text.toString()), random);
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length <= MOST_COMPARED) {
            compare(input);
        }
        var in = new ByteArrayInputStream(input);
        var lines = new Lines(in);
        for (var step : STEPS) {
            var reply = Cue.reply(step, lines);
            if (reply.isEmpty()) {
                throw new IOException("no line matches " + step.expect());
            }
            assertTrue(reply.get().indexOf('\n') < 0, "a server puts no lines of its own into what is sent");
        }
        int read = input.length - in.available();
        assertTrue(read <= Lines.MOST_BYTES + READ_AHEAD, "no more than a module may hear");
    }

    private static void compare(byte[] input) throws IOException {
        var expected = lines(input);
        var read = new ArrayList<String>();
        var lines = new Lines(new ByteArrayInputStream(input));
        for (String line = lines.next(); line != null; line = lines.next()) {
            read.add(line);
        }
        assertEquals(expected, read);
        var greeting = expected.stream()
                .map(GREETING::matcher)
                .filter(line -> line.find())
                .findFirst();
        var reply = Cue.reply(STEPS.getFirst(), new Lines(new ByteArrayInputStream(input)));
        assertEquals(
                greeting.map(found -> "EHLO " + found.group(1) + ' ' + found.group(2) + " $ " + found.group(2) + ' '),
                reply);
    }

    private static List<String> lines(byte[] input) {
        var lines = new ArrayList<String>();
        for (int from = 0; from < input.length; ) {
            int end = from;
            while (end < input.length && input[end] != '\n') {
                end++;
            }
            String line = new String(Arrays.copyOfRange(input, from, end), StandardCharsets.UTF_8);
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            from = end + 1;
        }
        return lines;
    }

    @Override
    public Check check() {
        return new Check("blackbox.Lines", "one", 1);
    }
}
