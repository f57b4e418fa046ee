package io.waddleperf.cli.documents;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.documents.DocumentKind;
import java.util.Locale;

/// A kind as somebody types it: in small letters or as plural, too.
final class KindArgument {
    static final String HELP = "Target, Check, Site, ProbeTags, Schedule, Threshold, Silence or Channel";

    private KindArgument() {}

    static String of(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return DocumentKind.names().stream()
                .filter(name -> wanted.equals(name.toLowerCase(Locale.ROOT))
                        || wanted.equals(name.toLowerCase(Locale.ROOT) + 's'))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        Exit.WRONG_USE,
                        "KIND must be one of " + String.join(", ", DocumentKind.names()) + ", not " + typed));
    }
}
