package io.waddleperf.cli.license;

import static io.waddleperf.cli.text.Listing.column;

import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.OutputOption;
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
        var settings = LicenseSettings.of(surroundings.operator());
        if (!settings.releaseMode()) {
            print("not needed", new License("-", "-", "-", ""));
            surroundings.err().println(LicenseCommand.NOT_NEEDED);
            return Exit.OK;
        }
        var reply = LicenseServer.of(settings).validate();
        var license = License.of(reply, settings.product(), surroundings.clock().instant());
        print(license.holds() ? "valid" : "invalid", license);
        return license.holds() ? Exit.OK : Exit.NOT_ALL_DONE;
    }

    private void print(String state, License license) {
        var document = new LinkedHashMap<String, Object>();
        document.put("license", state);
        document.put("customer", license.customer());
        document.put("tier", license.tier());
        document.put("expiresAt", license.expiresAt());
        document.put("problem", license.problem());
        var row = List.of(
                state,
                license.customer(),
                license.tier(),
                license.expiresAt(),
                license.holds() ? "-" : license.problem());
        output.print(surroundings.out(), new Listing(COLUMNS, List.of(row), document));
    }
}
