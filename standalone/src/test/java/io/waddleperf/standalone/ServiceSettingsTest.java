package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.KafkaAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `docs/reference/services.md` lists the settings that each service reads, with their defaults, and no others.
class ServiceSettingsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/reference/services.md");

    private static final Pattern INJECTED =
            Pattern.compile("@ConfigProperty\\(\\s*name = \"(waddleperf\\.[a-z0-9.-]+)\"");
    private static final Pattern READ =
            Pattern.compile("get(?:Optional)?Value\\(\\s*\"(waddleperf\\.[a-z0-9.-]+[a-z0-9])\"");
    private static final Pattern CONSTANT =
            Pattern.compile("String [A-Z_]+ =\\s*\"(waddleperf\\.[a-z0-9.-]+[a-z0-9])\";");
    private static final Pattern PREFIX = Pattern.compile("String PREFIX = \"(waddleperf\\.[a-z.]+\\.)\";");
    private static final Pattern BELOW = Pattern.compile("(?:PREFIX \\+ |duration\\(config, )\"([a-z-]+)\"");
    private static final Pattern SHIPPED = Pattern.compile("(?m)^(waddleperf\\.[a-z0-9.-]+)=");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(waddleperf\\.[a-z0-9.-]+)` \\|");

    private static final Pattern TOLD = Pattern.compile("(?m)^\\| `(waddleperf\\.[a-z0-9.-]+)` \\|([^|]*)\\|");
    /// Of what has no default that could be written down: nothing, or how it comes about.
    private static final Pattern DESCRIBED = Pattern.compile("–||random|.*[ '].*");
    private static final Pattern PORT = Pattern.compile("(?m)^quarkus\\.http\\.port=(\\d+)$");

    /// Where an archive is, for both that use it.
    private static final String STORE = "archive/src/main/java/io/waddleperf/archive/store/StoreSettings.java";

    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "escalation-streams", "results-sink", "query-api"})
    void listsEachSettingOfAServiceAndNoOther(String service) throws IOException {
        assertEquals(String.join("\n", inCode(service)), String.join("\n", onPage(service)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "escalation-streams", "results-sink", "query-api"})
    void tellsTheDefaultOfEach(String service) throws IOException {
        var defaults = SettingDefaults.of(texts(service));
        assertEquals("4", defaults.get("waddleperf.partitions"), "which each of them has");
        var wrong = new TreeSet<String>();
        TOLD.matcher(section(service)).results().forEach(row -> {
            String told = row.group(2).strip().replace("`", "");
            String taken = defaults.get(row.group(1));
            boolean right = taken == null ? DESCRIBED.matcher(told).matches() : told.equalsIgnoreCase(taken);
            if (!right) {
                wrong.add(row.group(1) + " is " + taken + ", and not " + told);
            }
        });
        assertEquals(new TreeSet<>(), wrong);
    }

    /// Pages about one thing tell some of the settings again.
    @ParameterizedTest
    @ValueSource(strings = {"DATABASE", "reference/archive", "reference/joining", "reference/notifications"})
    void otherPagesTellTheSameDefaults(String page) throws IOException {
        var texts = new ArrayList<String>();
        for (String service : List.of("scheduler", "escalation-streams", "results-sink", "query-api")) {
            texts.addAll(texts(service));
        }
        var defaults = SettingDefaults.of(texts);
        var rows = TOLD.matcher(Files.readString(ROOT.resolve("docs/" + page + ".md")))
                .results()
                .filter(row -> defaults.containsKey(row.group(1)))
                .toList();
        assertTrue(!rows.isEmpty(), page);
        for (var row : rows) {
            String told = row.group(2).strip().replace("`", "");
            // "false, with `up` true"
            assertTrue(told.matches("(?i)\\Q" + defaults.get(row.group(1)) + "\\E(, .+)?"), row.group());
        }
    }

    private static List<String> texts(String service) throws IOException {
        var texts = new ArrayList<String>();
        for (Path file : sources(service)) {
            texts.add(Files.readString(file));
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "escalation-streams", "results-sink", "query-api"})
    void tellsWhereEachListens(String service) throws IOException {
        var shipped = Files.readString(ROOT.resolve("distribution/src/service/" + service + "/application.properties"));
        assertTrue(shipped.contains("\nquarkus.http.host=127.0.0.1\n"), shipped);
        var port = PORT.matcher(shipped);
        assertTrue(port.find(), shipped);
        String page = Files.readString(PAGE);
        assertTrue(page.contains("| `quarkus.http.host` | `127.0.0.1` |"));
        var row = page.lines()
                .filter(line -> line.startsWith("| `quarkus.http.port` |"))
                .findFirst();
        assertTrue(row.orElseThrow().contains(port.group(1) + " " + service), row::toString);
    }

    @Test
    void listsEachSettingOfKafka() throws IOException {
        String page = Files.readString(PAGE);
        for (String name : KafkaAccess.SECURITY) {
            assertTrue(page.contains("| `" + KafkaAccess.PREFIX + name + "` |"), name);
        }
    }

    private static Set<String> onPage(String service) throws IOException {
        return found(ROW, section(service));
    }

    private static String section(String service) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n### " + service + "\n");
        assertTrue(begin >= 0, service);
        int next = page.indexOf("\n### ", begin + 1);
        return page.substring(begin, next < 0 ? page.length() : next);
    }

    private static Set<String> inCode(String service) throws IOException {
        var names = new TreeSet<String>();
        for (Path file : sources(service)) {
            String text = Files.readString(file);
            List.of(INJECTED, READ, SHIPPED).forEach(pattern -> names.addAll(found(pattern, text)));
            if (file.toString().endsWith("Settings.java")) {
                names.addAll(settings(text));
            }
        }
        if (service.equals("results-sink") || service.equals("query-api")) {
            names.addAll(settings(Files.readString(ROOT.resolve(STORE))));
        }
        names.remove("waddleperf.escalation-streams"); // the id of an application of Kafka Streams
        return names;
    }

    private static Set<String> settings(String text) {
        var names = new TreeSet<>(found(CONSTANT, text));
        var prefix = PREFIX.matcher(text);
        if (prefix.find()) {
            found(BELOW, text).forEach(name -> names.add(prefix.group(1) + name));
        }
        return names;
    }

    private static List<Path> sources(String service) throws IOException {
        try (Stream<Path> files = Files.find(ROOT.resolve(service).resolve("src/main"), 14, (file, _) -> {
            String name = file.getFileName().toString();
            return name.endsWith(".java") || name.equals("microprofile-config.properties");
        })) {
            return files.toList();
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        var names = new TreeSet<String>();
        pattern.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }
}
