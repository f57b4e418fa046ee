package io.waddleperf.cli.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ImportTest {
    @TempDir
    Path dir;

    @BeforeEach
    void fixtures() throws IOException {
        for (String name : new String[] {
            "blackbox.yml",
            "targets.yml",
            "smokeping.conf",
            "smokeping-alerts",
            "targets.csv",
            "blackbox.expected.yml",
            "smokeping.expected.yml",
            "csv.expected.yml"
        }) {
            try (InputStream in = ImportTest.class.getResourceAsStream("/imports/" + name)) {
                if (in != null) {
                    Files.write(dir.resolve(name), in.readAllBytes());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    blackbox,  blackbox blackbox.yml --targets targets.yml --interval 30s
                    smokeping, smokeping smokeping.conf
                    csv,       csv targets.csv""")
    void becomesTheseDocuments(String tool, String arguments) throws IOException {
        var ran = Cli.run(arguments("import " + arguments));
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals(
                Files.readString(dir.resolve(tool + ".expected.yml")), ran.out().replace(dir + "/", ""));
        int documents = 0;
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(ran.out())) {
            assertTrue(document.toString().startsWith("{apiVersion=waddleperf.io/v1, kind="), document::toString);
            documents++;
        }
        assertTrue(documents >= 3);
    }

    @Test
    void saysToWhomLooksOnWhatIsLost() {
        var ran = Cli.run(arguments("import smokeping smokeping.conf"));
        assertTrue(
                ran.err().contains("smokeping.conf:38: alerts, since thresholds say when something is wrong"),
                ran.err());
        assertTrue(ran.err().contains("6 targets, 5 checks, 5 schedules"), ran.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    blackbox | modules: [                                 | wrong:1: no YAML
                    blackbox | targets: []                                | wrong:1: there is no `modules`
                    blackbox | "modules:\\n  a:\\n    timeout: 1s"          | wrong:3: a says no `prober`
                    blackbox | "modules:\\n  a: {prober: icmp, icmp: {payload_size: big}}" | wrong:2: a.icmp.payload_size must be a whole number
                    blackbox | "modules:\\n  a: {prober: http}\\n  a: {prober: tcp}" | wrong:3: a stands twice in modules
                    blackbox | "modules:\\n  a: {prober: http, http: {follow_redirects: perhaps}}" | wrong:2: a.http.follow_redirects must be true or false
                    smokeping | "*** Targets ***\\n++ a\\nhost = b"         | wrong:2: a section of 2 plus signs stands in none of 1
                    smokeping | "*** Targets ***\\n+ a\\nwhat is this"      | wrong:3: neither a section
                    smokeping | "*** Targets ***\\n+ a\\nhost = a b"        | wrong:3:
                    smokeping | "+ a\\nhost = b\\nprobe = TCPPing\\nport = x" | wrong:4: port must be a whole number
                    smokeping | "*** Probes ***\\n+ FPing"                | wrong:1: there is no part *** Targets ***
                    smokeping | "+ a\\nhost = b\\n+ a\\nhost = c"           | wrong:3: the section a stands twice
                    csv | "name,site\\na,b"                              | wrong:1: there is no column address
                    csv | "name,address\\na,192.0.2.1\\na,192.0.2.2"       | wrong:3: the target a stands at
                    csv | "name,address\\na"                             | wrong:2: 1 cells, and the first line has 2 columns
                    csv | "name,address\\n'a,b"                          | wrong:2: a quotation mark is not closed
                    csv | "name,address,name\\na,b,c"                    | wrong:1: name stands twice
                    csv | "name,address,owned\\na,192.0.2.1,perhaps"     | wrong:2: owned must be true or false
                    blackbox | "modules:\\n  a: {prober: http, http: {fail_if_body_matches_regexp: ['(']}}" | wrong:2: the check a that comes of it: expect
                    smokeping | "+ a\\nhost = b\\nhostinterval = fast"   | wrong:3: hostinterval must be a number of seconds
                    csv | "name,address,my site\\na,192.0.2.1,fra"       | wrong:2: labels must have names of 1 to 64 letters
                    csv | "name,address\\n$,192.0.2.1"                   | wrong:2: a name must be
                    """)
    void saysInWhichLineWhatIsWrong(String tool, String text, String message) throws IOException {
        Path file = dir.resolve("wrong");
        Files.writeString(file, text.replace("\\n", "\n").replace('\'', '"'));
        Files.writeString(dir.resolve("targets.yml"), "- targets: [a]\n");
        var ran = Cli.run(
                arguments("import " + tool + " wrong" + (tool.equals("blackbox") ? " --targets targets.yml" : "")));
        assertEquals(Exit.WRONG_USE, ran.code(), ran.err());
        assertTrue(ran.err().contains(message), ran.err());
        assertEquals("", ran.out());
    }

    /// What each line of the other tool means there, word by word.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    smokeping | "+ a # the first\\nhost = b # of two"                     | out | "name: a\\nspec:\\n  address: b\\n"
                    smokeping | "@define HERE b\\n+ a\\nhost = HERE.example"             | out | "  address: b.example\\n"
                    smokeping | "+ a\\nhost = b\\ntitle = one,\\\\\\n  two"             | out | "title: one, two\\n"
                    smokeping | "*** Database ***\\nstep = 60\\nMIN 0.5 12 4320\\n*** Targets ***\\n+ a\\nhost = b" | out | "interval: 60s\\n"
                    smokeping | "+ a\\nhost = b\\nprobe = EchoPingDNS\\ndns_request = c\\ndns_type = AAAA\\ndns_tcp = yes" | out | "  query: c\\n  server: b\\n  recordType: AAAA\\n  protocol: tcp\\n"
                    smokeping | "+ a\\nhost = b\\nprobe = DNS\\nserver = c"            | out | "  query: b\\n  server: c\\n"
                    smokeping | "+ a\\nhost = b\\nprobe = EchoPingHttp\\nurl = http://b:80/c" | out | "address: http://b/c\\n"
                    smokeping | "+ a\\nhost = b\\nprobe = EchoPingHttp\\nport = 3128\\nurl = http://c/" | err | "wrong:2: a: no test asks a cache for a page of another host"
                    smokeping | "+ a\\nhost = b\\nprobe = Curl\\nurlformat = ftp://%host%/" | err | "wrong:2: a: no test speaks ftp"
                    smokeping | "+ a\\nhost = b\\nprobe = DNS\\npings = 5"             | err | "wrong:4: pings: the test sends as many as it always does"
                    smokeping | "+ a\\nhost = b\\npackets = 5\\npacketsize = 9000"      | err | "wrong:4: packetsize has no counterpart"
                    smokeping | "*** Slaves ***\\n+ far\\n*** Targets ***\\n+ a\\nhost = b" | err | "wrong:2: the slave far: make it a probe by `probes enrol`"
                    blackbox  | "modules: {a: {prober: dns, dns: {query_name: b}}}"     | err | "wrong:1: a.dns.query_type is ANY"
                    blackbox  | "modules: {a: {prober: icmp, icmp: {payload_size: 9000}}}" | err | "wrong:1: a.icmp.payload_size 9000: 16 to 8972 bytes can be sent"
                    blackbox  | "modules: {a: {prober: http, http: {fail_if_ssl: false, fail_if_not_ssl: true}}}" | err | "wrong:1: a.http.fail_if_not_ssl has no counterpart"
                    blackbox  | "modules: {a: {prober: tcp}, b: {prober: tcp}}"         | err | "wrong:1: b is the module of no target"
                    """)
    void carriesOverWhatItSays(String tool, String text, String where, String expected) throws IOException {
        Files.writeString(dir.resolve("wrong"), text.replace("\\n", "\n").replace("\\\\", "\\"));
        Files.writeString(dir.resolve("targets.yml"), "- targets: [a]\n  labels: {module: a}\n");
        var ran = Cli.run(
                arguments("import " + tool + " wrong" + (tool.equals("blackbox") ? " --targets targets.yml" : "")));
        assertEquals(Exit.OK, ran.code(), ran.err());
        String said = where.equals("out") ? ran.out() : ran.err();
        assertTrue(said.contains(expected.replace("\\n", "\n")), said);
        assertFalse(ran.err().contains("fail_if_ssl "), ran.err());
    }

    /// `ping` alone means the test with its defaults.
    @Test
    void namesNoCheckLikeATest() throws IOException {
        Files.writeString(dir.resolve("wrong"), """
                *** Probes ***
                + FPing
                ++ ping
                packetsize = 1400
                *** Targets ***
                + large
                probe = ping
                host = 192.0.2.1
                + echo
                probe = EchoPing
                host = 192.0.2.2
                """);
        var ran = Cli.run(arguments("import smokeping wrong"));
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertTrue(ran.out().contains("kind: Check\nmetadata:\n  name: smokeping-ping\n"), ran.out());
        assertTrue(ran.out().contains("checks:\n    - smokeping-ping\n"), ran.out());
        assertTrue(ran.out().contains("  test: tcp\n  port: 7\n"), ran.out());
    }

    /// The labels are those of the target, not the ones by which documents belong together.
    @ParameterizedTest
    @CsvSource(textBlock = """
                    blackbox,  blackbox blackbox.yml --targets targets.yml
                    smokeping, smokeping smokeping.conf
                    csv,       csv targets.csv""")
    void areDocumentsThatCanBeApplied(String tool, String arguments) throws IOException {
        Path file = dir.resolve(tool + ".yaml");
        Files.write(file, Cli.run(arguments("import " + arguments)).bytes());
        var ran = Cli.run("validate", "-f", file.toString());
        assertEquals(Exit.OK, ran.code(), ran.err());
    }

    @Test
    void asksWhichModuleTestsATarget() throws IOException {
        Files.writeString(dir.resolve("targets.yml"), "\n- targets: [a]\n");
        var ran = Cli.run(arguments("import blackbox blackbox.yml --targets targets.yml"));
        assertTrue(ran.err().contains("targets.yml:2: nothing says which module tests these"), ran.err());
        var named = Cli.run(arguments("import blackbox blackbox.yml --targets targets.yml --module icmp_large"));
        assertEquals(Exit.OK, named.code(), named.err());
        assertTrue(named.out().contains("name: icmp_large"), named.out());
        var unknown = Cli.run(arguments("import blackbox blackbox.yml --targets targets.yml --module pigeon"));
        assertTrue(unknown.err().contains("there is no module pigeon; there are http_2xx, login_page"), unknown.err());
    }

    @Test
    void saysWhatItReads() {
        assertTrue(Cli.run("import").err().contains("import needs one of blackbox, smokeping, csv"));
        assertTrue(Cli.run("import", "csv", "/no/such/file").err().contains("/no/such/file: there is no such file"));
    }

    @Test
    void filesThatIncludeThemselvesEnd() throws IOException {
        Files.writeString(dir.resolve("loop"), "@include loop\n");
        var ran = Cli.run(arguments("import smokeping loop"));
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("include one another more than 10 deep"), ran.err());
    }

    /// Names of files are those of the folder.
    private String[] arguments(String line) {
        var words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (Files.exists(dir.resolve(words[i])) && words[i].matches("wrong|loop|.*\\.(yml|conf|csv)")) {
                words[i] = dir.resolve(words[i]).toString();
            }
        }
        return words;
    }
}
