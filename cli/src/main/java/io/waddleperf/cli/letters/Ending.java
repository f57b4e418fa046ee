package io.waddleperf.cli.letters;

import io.waddleperf.contracts.DeadLetter.Source;
import io.waddleperf.contracts.Replay;

/// What became of a record that was to be sent again.
sealed interface Ending {
    record Sent(Replay replay, String from) implements Ending {}

    /// By this or another letter, now or earlier.
    record Already(Replay replay) implements Ending {}

    /// A replay that failed again, which was not asked for.
    record LeftOut(Source origin) implements Ending {}

    record Refused(String why) implements Ending {}

    /// Nothing is known of it; another replay tells.
    record Unsure(String why) implements Ending {}

    /// Of a dry run.
    record WouldSend(String from) implements Ending {}

    default String text() {
        return switch (this) {
            case Sent(var replay, var from) -> "replayed as offset " + replay.replayedOffset() + ", " + from;
            case Already(var replay) -> "already replayed at " + replay.at() + " as offset " + replay.replayedOffset();
            case LeftOut(var origin) -> "left out: a replay of " + origin + " that failed again (--again)";
            case Refused(var why) -> "refused: " + why;
            case Unsure(var why) -> "not known: " + why + "; run it again, nothing is sent twice";
            case WouldSend(var from) -> "would be replayed " + from;
        };
    }

    /// In the summary.
    default String word() {
        return switch (this) {
            case Sent _ -> "replayed";
            case Already _ -> "already replayed";
            case LeftOut _ -> "left out";
            case Refused _ -> "refused";
            case Unsure _ -> "not known";
            case WouldSend _ -> "would be replayed";
        };
    }

    default boolean isDone() {
        return switch (this) {
            case Sent _, Already _, LeftOut _, WouldSend _ -> true;
            case Refused _, Unsure _ -> false;
        };
    }
}
