package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.demo.DemoSwitch;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.standalone.demo.Demo;
import io.waddleperf.standalone.demo.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandaloneDemoTest {
    private static final String KINDS = "none, delay, loss, refuse, expired, site, target, uplink";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    @Test
    void saysThatThereIsNoDemo() {
        var resource = new StandaloneDemo(() -> null);
        assertFalse(resource.state().running());
        assertEquals(
                ProblemKind.NOT_FOUND,
                assertThrows(ProblemException.class, () -> resource.suffer(bytes("{\"fault\":\"delay\"}")))
                        .kind());
    }

    @Test
    void breaksOneThingAtATimeAndMendsIt() throws Exception {
        try (var demo = demo()) {
            var resource = new StandaloneDemo(() -> demo);
            assertEquals("none", resource.state().active());
            assertEquals(
                    "refuse", resource.suffer(bytes("{\"fault\":\"refuse\"}")).active());
            assertEquals("site", resource.suffer(bytes("{\"fault\":\"site\"}")).active());
            assertEquals(Fault.SITE, demo.active());
            assertEquals("none", resource.suffer(bytes("{\"fault\":\"none\"}")).active());
        }
    }

    @Test
    void listsWhatCanBeBrokenInWords() throws Exception {
        try (var demo = demo()) {
            var faults = new StandaloneDemo(() -> demo).state().faults();
            assertEquals(
                    List.of(KINDS.split(", ", -1)),
                    faults.stream().map(DemoSwitch.Choice::kind).toList());
            assertEquals("All well", faults.getFirst().label());
            for (var fault : faults) {
                assertFalse(fault.label().isBlank() || fault.detail().isBlank());
                assertEquals(fault.simulated(), fault.label().endsWith("(simulated)"), fault.label());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"fault\":\"fire\"}                 | fault must be one of " + KINDS + ", not \"fire\"",
                "{\"fault\":7}                        | fault must be a text, not 7",
                "{}                                   | fault must be given",
                "{\"fault\":\"none\",\"until\":1}     | until is not known; there is fault",
                "[]                                   | body must be a JSON object with fault",
                "``                                   | body must be a JSON object with fault",
                "{\"fault\"                           | body is not JSON: ",
            })
    void saysWhatIsWrongAndWhere(String body, String complaint) throws Exception {
        try (var demo = demo()) {
            var resource = new StandaloneDemo(() -> demo);
            var problem = assertThrows(ProblemException.class, () -> resource.suffer(bytes(body)));
            assertTrue(String.valueOf(problem.getMessage()).startsWith(complaint), problem.getMessage());
            assertEquals(1, problem.errors().size());
            assertEquals(Fault.NONE, demo.active());
        }
    }

    private Demo demo() throws Exception {
        return Demo.start(dir, new Demo.Clocks(Clock.systemUTC(), System::nanoTime), new SecureRandom());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
