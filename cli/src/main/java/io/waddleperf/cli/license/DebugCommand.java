package io.waddleperf.cli.license;

import static io.waddleperf.cli.text.Listing.column;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.OutputOption;
import io.waddleperf.licensing.License;
import io.waddleperf.licensing.LicenseKey;
import io.waddleperf.licensing.LicenseServer;
import io.waddleperf.licensing.LicenseSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `license debug`: what is set, and what comes of it; ends with 1 where a licence is needed and none holds.
@Command(
        name = "debug",
        description = "Shows the settings of the licence, the key masked, and what the server makes of them.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DebugCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(column("WHAT"), column("VALUE"));

    private final Surroundings surroundings;

    @Mixin
    private final OutputOption output = new OutputOption();

    DebugCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = Licensing.settings(surroundings.operator());
        String problem = settings.releaseMode() ? problem(settings) : "";
        var shown = new LinkedHashMap<String, String>();
        shown.put("RELEASE_MODE", String.valueOf(settings.releaseMode()));
        shown.put("LICENSE_KEY", settings.key().map(LicenseKey::masked).orElse("-"));
        shown.put("LICENSE_SERVER_URL", settings.server().toString());
        shown.put("PRODUCT_NAME", settings.product());
        shown.put("outcome", settings.releaseMode() ? outcome(problem) : LicenseCommand.NOT_NEEDED);
        var rows = shown.entrySet().stream()
                .map(one -> List.of(one.getKey(), one.getValue()))
                .toList();
        output.print(surroundings.out(), new Listing(COLUMNS, rows, shown));
        return problem.isEmpty() ? Exit.OK : Exit.NOT_ALL_DONE;
    }

    private static String outcome(String problem) {
        return problem.isEmpty() ? "the licence holds" : problem;
    }

    /// A server that is away is part of the picture.
    private String problem(LicenseSettings settings) {
        try {
            var reply = Licensing.ask(settings, LicenseServer::validate);
            return License.of(reply, settings.product(), surroundings.clock().instant())
                    .problem();
        } catch (CommandFailure e) {
            return String.valueOf(e.getMessage());
        }
    }
}
