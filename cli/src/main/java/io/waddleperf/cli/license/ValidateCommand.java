package io.waddleperf.cli.license;

import static io.waddleperf.cli.text.Listing.column;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.OutputOption;
import io.waddleperf.licensing.License;
import io.waddleperf.licensing.LicenseServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `license validate`: ends with 1 where the licence does not hold.
@Command(
        name = "validate",
        description = "Asks the licence server whether the key in LICENSE_KEY holds for this product now.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS =
            List.of(column("LICENCE"), column("CUSTOMER"), column("TIER"), column("EXPIRES"), column("PROBLEM"));

    private final Surroundings surroundings;

    @Mixin
    private final OutputOption output = new OutputOption();

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = Licensing.settings(surroundings.operator());
        if (!settings.releaseMode()) {
            print("not needed", new License("", "", null, "", ""));
            surroundings.err().println(LicenseCommand.NOT_NEEDED);
            return Exit.OK;
        }
        var reply = Licensing.ask(settings, LicenseServer::validate);
        var license = License.of(reply, settings.product(), surroundings.clock().instant());
        print(license.holds() ? "valid" : "invalid", license);
        return license.holds() ? Exit.OK : Exit.NOT_ALL_DONE;
    }

    private void print(String state, License license) {
        var document = new LinkedHashMap<String, String>();
        document.put("license", state);
        document.put("customer", shown(license.customer()));
        document.put("tier", shown(license.tier()));
        document.put(
                "expiresAt",
                license.expiresAt() == null ? "-" : license.expiresAt().toString());
        document.put("problem", license.problem());
        var row = document.values().stream().map(ValidateCommand::shown).toList();
        output.print(surroundings.out(), new Listing(COLUMNS, List.of(row), document));
    }

    private static String shown(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
