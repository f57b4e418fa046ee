package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Test;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// What the command line says.
///
/// @param tests     empty: what the tier says
/// @param tier      empty: 1
/// @param families  empty: that of the address, or what the name has
/// @param count     of packets or cycles; empty: the test's own
/// @param timeoutUs empty: the test's own
/// @param owned     whether the target's owner allows tests that burden it
/// @param addressesOnly whether nobody is asked for the names of hops
/// @param parameters    of the tests, over all else that is said of them
/// @param secrets       the directory of those that parameters name; empty: none
/// @param tokenFile     with what responders must be shown; empty: nothing is
record Options(
        String target,
        List<Test> tests,
        OptionalInt tier,
        Output output,
        Set<Family> families,
        OptionalInt count,
        OptionalLong timeoutUs,
        boolean owned,
        boolean addressesOnly,
        Parameters parameters,
        Optional<Path> secrets,
        Optional<Path> tokenFile) {
    private static final int MOST_COUNT = 1_000;

    /// How results are printed.
    enum Output {
        TABLE,
        JSON
    }

    Options {
        tests = List.copyOf(tests);
        families = Set.copyOf(families);
    }

    /// @throws IllegalArgumentException says which option is wrong and what is allowed
    static Options of(List<String> arguments) {
        var given = new Given();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            given.take(rest.next(), rest);
        }
        Require.that(given.targets.size() == 1, "measure", given.targets, "takes one target");
        Require.that(
                given.tests.isEmpty() || given.tier.isEmpty(), "--tests", "beside --tier", "must stand without --tier");
        Endpoint.parse(given.targets.getFirst());
        return new Options(
                given.targets.getFirst(),
                given.tests,
                given.tier,
                given.output,
                given.families,
                given.count,
                given.timeoutUs,
                given.owned,
                given.addressesOnly,
                given.parameters,
                given.secrets,
                given.tokenFile);
    }

    /// All tests there are, as `--tests` takes them.
    static String testNames() {
        return known().map(Test::wireName).collect(Collectors.joining(", "));
    }

    private static java.util.stream.Stream<Test> known() {
        return Arrays.stream(Test.values()).filter(test -> test != Test.UNKNOWN);
    }

    /// What has been read so far.
    private static final class Given {
        private final List<String> targets = new ArrayList<>();
        private final Set<Family> families = EnumSet.noneOf(Family.class);
        private List<Test> tests = List.of();
        private OptionalInt tier = OptionalInt.empty();
        private Output output = Output.TABLE;
        private OptionalInt count = OptionalInt.empty();
        private OptionalLong timeoutUs = OptionalLong.empty();
        private boolean owned;
        private boolean addressesOnly;
        private Parameters parameters = Parameters.NONE;
        private Optional<Path> secrets = Optional.empty();
        private Optional<Path> tokenFile = Optional.empty();

        /// @param rest where the value of an option stands that has none behind a `=`
        void take(String argument, Iterator<String> rest) {
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals < 0 ? argument : argument.substring(0, equals);
            switch (name) {
                case "-4" -> families.add(Family.IPV4);
                case "-6" -> families.add(Family.IPV6);
                case "-n" -> addressesOnly = true;
                case "--owned" -> {
                    Require.that(equals < 0, "--owned", argument, "takes no value");
                    owned = true;
                }
                case "--tests" -> tests = tests(value(argument, equals, rest));
                case "--tier" -> tier = OptionalInt.of(number("--tier", value(argument, equals, rest), 3));
                case "--count" -> count = OptionalInt.of(number("--count", value(argument, equals, rest), MOST_COUNT));
                case "--timeout" ->
                    timeoutUs = OptionalLong.of(Times.micros("--timeout", value(argument, equals, rest)));
                case "--set" -> parameters = parameters.with(value(argument, equals, rest));
                case "--secrets" -> secrets = Optional.of(Path.of(value(argument, equals, rest)));
                case "--responder-token-file" -> tokenFile = Optional.of(Path.of(value(argument, equals, rest)));
                case "-o", "--output" -> output = output(value(argument, equals, rest));
                default -> {
                    Require.that(
                            !argument.startsWith("-"),
                            "option",
                            argument,
                            "must be --tests, --tier, --set, --output (-o), --count, --timeout, --secrets,"
                                    + " --responder-token-file, --owned, -n, -4 or -6");
                    targets.add(argument);
                }
            }
        }

        private static String value(String argument, int equals, Iterator<String> rest) {
            if (equals >= 0) {
                return argument.substring(equals + 1);
            }
            Require.that(rest.hasNext(), argument, "nothing", "needs a value");
            return rest.next();
        }

        private static List<Test> tests(String names) {
            return Arrays.stream(names.split(",", -1))
                    .map(Given::test)
                    .distinct()
                    .toList();
        }

        private static Test test(String name) {
            Optional<Test> found =
                    known().filter(test -> test.wireName().equals(name.strip())).findFirst();
            return found.orElseThrow(
                    () -> new IllegalArgumentException("--tests must be of " + testNames() + ", not \"" + name + '"'));
        }

        private static Output output(String name) {
            Require.that(name.matches("table|json"), "--output", '"' + name + '"', "must be table or json");
            return name.equals("json") ? Output.JSON : Output.TABLE;
        }

        private static int number(String option, String text, int most) {
            Require.that(text.matches("\\d{1,6}"), option, '"' + text + '"', "must be 1 to " + most);
            int number = Integer.parseInt(text);
            Require.range(option, number, 1, most);
            return number;
        }
    }
}
