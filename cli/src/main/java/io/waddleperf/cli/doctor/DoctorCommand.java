package io.waddleperf.cli.doctor;

import static io.waddleperf.cli.text.Listing.column;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.api.SavedLogin;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.OutputOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `doctor`: ends with 1 where something fails.
@Command(
        name = "doctor",
        description = "Looks at this machine and at the server, and says what to do about what is wrong.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS =
            List.of(column("STATE"), column("WHAT"), column("FOUND"), column("WHAT TO DO"));

    private final Surroundings surroundings;
    private final Path proc;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ApiOptions options = new ApiOptions();

    private DoctorCommand(Surroundings surroundings, Path proc) {
        this.surroundings = surroundings;
        this.proc = proc;
    }

    /// @param proc where procfs is
    public static CommandLine line(Surroundings surroundings, Path proc) {
        return new CommandLine(new DoctorCommand(surroundings, proc));
    }

    @Override
    public Integer call() {
        var findings = new ArrayList<>(new MachineChecks(proc).all());
        login().ifPresent(findings::add);
        findings.addAll(server());
        var rows = findings.stream()
                .map(one -> List.of(
                        one.state().name(),
                        one.what(),
                        one.words(),
                        one.advice().isEmpty() ? "-" : one.advice()))
                .toList();
        var items = findings.stream().map(DoctorCommand::document).toList();
        output.print(surroundings.out(), new Listing(COLUMNS, rows, Map.of("items", items)));
        return findings.stream().anyMatch(one -> one.state() == Finding.State.fail) ? Exit.NOT_ALL_DONE : Exit.OK;
    }

    private static Map<String, Object> document(Finding finding) {
        var document = new LinkedHashMap<String, Object>();
        document.put("state", finding.state().name());
        document.put("what", finding.what());
        document.put("found", finding.words());
        document.put("advice", finding.advice());
        return document;
    }

    /// Nothing where nobody has signed in.
    private Optional<Finding> login() {
        Path file = SavedLogin.file(surroundings.operator());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(
                SavedLogin.isOthers(file)
                        ? Finding.fail("login", "others may read " + file, "chmod 600 " + file)
                        : Finding.ok("login", file + " is its owner's alone"));
    }

    private List<Finding> server() {
        try {
            var chosen = options.choose(surroundings.operator());
            var findings = new ArrayList<Finding>();
            findings.add(Finding.ok("address", chosen.api().url() + " by " + chosen.by()));
            findings.addAll(new ServerChecks(chosen.api(), surroundings.clock()).all());
            return findings;
        } catch (CommandFailure e) {
            return List.of(Finding.fail(
                    "address",
                    String.valueOf(e.getMessage()),
                    "`./waddleperf up` starts one here; `./waddleperf login --api URL` names another"));
        }
    }
}
