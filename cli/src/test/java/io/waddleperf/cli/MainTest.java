package io.waddleperf.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dead-letters                                       | needs one of list, show, replay
                    dead-letters list --colour red                     | Unknown options: '--colour', 'red'
                    dead-letters list --output xml                     | Invalid value for option '--output'
                    dead-letters list --limit 0                        | --limit must be 1 to 100000, not 0
                    dead-letters list --since soon                     | --since must be a time ago
                    dead-letters list --since 1h --until 2h            | --since must be before --until
                    dead-letters list --bootstrap nowhere              | --bootstrap must be HOST:PORT
                    dead-letters list --bootstrap a:1 --data data      | leave one out
                    dead-letters list --bootstrap a:1 --timeout 0s     | --timeout must be 1s to 10m
                    dead-letters list --kafka-config /no/such/file     | --kafka-config /no/such/file cannot be read
                    dead-letters show                                  | Missing required parameter: 'ID'
                    dead-letters show 12                               | an id must look like 0-1234
                    dead-letters replay                                | replay needs ids, or options that choose
                    dead-letters replay 0-1 --topic results            | not both
                    probes                                             | needs one of enrol, list, drain, resume, revoke
                    probes enrol                                       | Missing required option: '--site=NAME'
                    probes enrol --site fra --expires soon             | --expires must be
                    probes list --api nowhere                          | --api must be a URL such as https://
                    probes list --api http://a --data data             | leave one out
                    probes list --api https://a/waddleperf             | must be scheme, host and port alone
                    probes list --api https://ada:secret@a             | must be scheme, host and port alone
                    probes list --api https://a?x=y                    | must be scheme, host and port alone
                    probes list --api https://a/#x                     | must be scheme, host and port alone
                    probes list --authority ca.pem                     | --authority goes with --api
                    probes drain                                       | Missing required parameter: 'ID'
                    probes revoke                                      | Missing required parameter: 'ID'
                    lost-letters                                       | Unmatched argument
                    """)
    void saysWhatIsWrongAndWhatIsAllowed(String arguments, String message) {
        var ran = Cli.run(arguments.split(" "));
        assertEquals(Exit.WRONG_USE, ran.code(), ran.err());
        assertTrue(ran.err().contains(message), ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void saysWhereToLookWhereNothingRuns() {
        var ran = Cli.run("dead-letters", "list", "--data", "target/nobody-there");
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("--bootstrap HOST:PORT"), ran.err());
    }

    @Test
    void saysWhereToLookWhereNoApiRuns() {
        var ran = Cli.run("probes", "list", "--data", "target/nobody-there");
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("--api URL"), ran.err());
    }

    @ParameterizedTest
    @CsvSource({"list", "show", "replay"})
    void explainsEachCommand(String command) {
        var ran = Cli.run("dead-letters", command, "--help");
        assertEquals(Exit.OK, ran.code());
        assertTrue(ran.out().contains("Usage: waddleperf dead-letters " + command), ran.out());
        assertTrue(ran.out().contains("--bootstrap=HOST:PORT"), ran.out());
    }
}
