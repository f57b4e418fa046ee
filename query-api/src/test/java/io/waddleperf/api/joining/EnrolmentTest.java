package io.waddleperf.api.joining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnrolmentTest {
    @Test
    void namesAProbeAfterItsSite() {
        var enrolment = read("{\"site\":\"fra\"}");
        assertEquals("fra-abcdef", enrolment.probe());
        assertEquals(Duration.ofHours(1), enrolment.life());
        assertEquals(Map.of(), enrolment.labels());
    }

    @Test
    void namesNoProbeSoThatItCannotBeNamedAgain() {
        String made = read("{\"site\":\"" + "s".repeat(64) + "\"}").probe();
        assertEquals("s".repeat(57) + "-abcdef", made);
        assertTrue(Enrolment.isId(made));
    }

    @Test
    void takesWhatItIsGiven() {
        var enrolment = read("{\"site\":\"fra\",\"probe\":\"pi-2\",\"labels\":{\"floor\":\"2\"},\"expiresInS\":60}");
        assertEquals(new Enrolment("pi-2", "fra", Map.of("floor", "2"), Duration.ofMinutes(1)), enrolment);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                     | site
                    {"site":"a b"}                         | site
                    {"site":"a/b"}                         | site
                    {"site":"fra","probe":"a,b"}           | probe
                    {"site":"fra","probe":"*"}             | probe
                    {"site":"fra","probe":7}               | probe
                    {"site":"fra","labels":{"":"x"}}       | labels
                    {"site":"fra","labels":{"a":1}}        | labels
                    {"site":"fra","expiresInS":0}          | expiresInS
                    {"site":"fra","expiresInS":604801}     | expiresInS
                    {"site":"fra","colour":"red"}          | colour
                    """)
    void saysWhatIsWrong(String json, String field) {
        var problem = assertThrows(ProblemException.class, () -> read(json));
        assertTrue(problem.errors().stream().anyMatch(error -> error.field().startsWith(field)), problem.getMessage());
    }

    @Test
    void makesSecretsThatFitAToken() {
        var random = new Random(1);
        assertTrue(Secrets.next(random).matches("[A-Za-z0-9_-]{43}"));
        assertTrue(Secrets.suffix(random).matches("[a-z2-9]{6}"));
        assertEquals(64, Secrets.hash("a", "b").length());
    }

    private static Enrolment read(String json) {
        return Enrolment.read(json.getBytes(StandardCharsets.UTF_8), () -> "abcdef");
    }
}
