import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/// Counts what the build's test reports say, prints what was skipped and why and what passed only when
/// it was run again, and ends with 1 where a test failed, none ran, one was skipped that the committed
/// list does not allow, or more than a few had to be run again.
///
/// Arguments: the list of tests that may be skipped, the exit code of the build.
public final class TestSummary {
    /// A machine that others load makes a test of real processes late now and then, hardly three in a build.
    private static final int MOST_UNSTEADY = 3;

    private final TreeSet<String> skipped = new TreeSet<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> unsteady = new ArrayList<>();
    private int passed;

    private TestSummary() {}

    public static void main(String[] args) throws Exception {
        var summary = new TestSummary();
        for (Path module : list(Path.of("."))) {
            for (String kind : List.of("surefire-reports", "failsafe-reports")) {
                for (Path report : list(module.resolve("target").resolve(kind))) {
                    summary.read(report);
                }
            }
        }
        System.exit(summary.conclude(Path.of(args[0]), Integer.parseInt(args[1])));
    }

    private static List<Path> list(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.sorted().toList();
        }
    }

    private void read(Path report) throws Exception {
        if (!report.getFileName().toString().matches("TEST-.*\\.xml")) {
            return;
        }
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        var cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            String name = test.getAttribute("classname") + '.' + test.getAttribute("name");
            if (has(test, "skipped")) {
                var reason = (Element) test.getElementsByTagName("skipped").item(0);
                System.out.println("skipped: " + name + ": " + reason.getAttribute("message"));
                skipped.add(name);
            } else if (has(test, "failure") || has(test, "error")) {
                failed.add(name);
            } else {
                passed++;
                if (has(test, "flakyFailure") || has(test, "flakyError")) {
                    unsteady.add(name);
                }
            }
        }
    }

    private static boolean has(Element test, String ending) {
        return test.getElementsByTagName(ending).getLength() > 0;
    }

    private int conclude(Path allowedList, int buildStatus) throws IOException {
        List<String> allowed = Files.readAllLines(allowedList).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> unexpected = skipped.stream().filter(name -> !allowed.contains(name)).toList();
        unexpected.forEach(name -> System.out.println("skipped, but not in " + allowedList + ": " + name));
        unsteady.forEach(name -> System.out.println("passed only when run again: " + name));
        failed.forEach(name -> System.out.println("failed: " + name));
        if (buildStatus != 0) {
            System.out.println("the build ended with " + buildStatus);
        }
        if (unsteady.size() > MOST_UNSTEADY) {
            System.out.println("more than " + MOST_UNSTEADY + " tests passed only when run again");
        }
        boolean steady = unsteady.size() <= MOST_UNSTEADY;
        boolean good = buildStatus == 0 && failed.isEmpty() && unexpected.isEmpty() && steady && passed > 0;
        int failures = failed.isEmpty() && !good ? 1 : failed.size();
        System.out.println(passed + " passed, " + failures + " failed, " + skipped.size() + " skipped");
        return good ? 0 : 1;
    }
}
