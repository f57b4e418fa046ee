package io.waddleperf.cli.documents;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which documents a command is about.
final class FileOptions {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE|DIR|-",
            description =
                    "YAML or JSON; of a folder all *.yaml, *.yml and *.json; - is the standard input; may be repeated")
    private List<String> names = new ArrayList<>();

    boolean areGiven() {
        return !names.isEmpty();
    }

    /// @throws CommandFailure where one is not valid; all that is wrong stands on the standard error then
    List<FoundDocument> read(Surroundings surroundings) {
        if (names.isEmpty()) {
            throw new CommandFailure(Exit.WRONG_USE, "-f says where the documents are: a file, a folder or -");
        }
        var files = new DocumentFiles(System.in, System::getenv).read(names);
        var complaints = new ArrayList<>(files.complaints());
        complaints.addAll(LocalCheck.complaints(files.found()));
        complaints.forEach(complaint -> surroundings.err().println(Plain.line(complaint)));
        if (!complaints.isEmpty()) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    "the documents are not valid: " + Plain.counted(complaints.size(), "complaint") + ", told above");
        }
        if (files.found().isEmpty()) {
            throw new CommandFailure(Exit.WRONG_USE, "there is no document in " + String.join(", ", names));
        }
        return files.found();
    }
}
