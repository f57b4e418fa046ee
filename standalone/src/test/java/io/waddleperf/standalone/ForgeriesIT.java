package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.contracts.signing.KeyTable;
import io.waddleperf.contracts.signing.Signature;
import io.waddleperf.contracts.signing.Signatures;
import io.waddleperf.contracts.signing.Signer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// No probe speaks for another: what readers of results find out by the keys on their topic.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgeriesIT {
    private static final Instant JOINED = Instant.parse("2026-11-23T02:42:00Z");
    private static final long LATER = JOINED.plusSeconds(100).toEpochMilli();
    private static final String FRA_KEY = "A".repeat(43);
    private static final String BER_KEY = "B".repeat(42) + 'A';
    private static final String NEW_KEY = "C".repeat(42) + 'A';
    private static final byte[] VALUE = "{\"probe\":\"fra-1\"}".getBytes(StandardCharsets.UTF_8);
    private static final String RESULTS = Topics.RESULTS.name();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @SuppressWarnings("NullAway.Init")
    private Signatures signatures;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(dir);
        tell(new ProbeKeys("fra-1", List.of(ProbeKeys.Key.of(FRA_KEY, JOINED)), 1));
        tell(new ProbeKeys("ber-2", List.of(ProbeKeys.Key.of(BER_KEY, JOINED)), 1));
        signatures = Signatures.required(KeyTable.start(KafkaAccess.open(broker.loopback()), "test", System::nanoTime));
    }

    @AfterAll
    void stop() {
        signatures.close();
        broker.close();
    }

    @Test
    void takesWhatTheProbeItselfSigned() {
        assertDoesNotThrow(() -> require(signed(FRA_KEY, "fra-1", VALUE), "fra-1", LATER));
    }

    @Test
    void refusesAnotherKeyUnderTheNameOfTheProbe() {
        refuses("is none of probe \"fra-1\"", signed(BER_KEY, "fra-1", VALUE), "fra-1", LATER);
    }

    /// Its own key and its own name in the signature, another's in the value.
    @Test
    void refusesAProbeThatSpeaksForAnother() {
        refuses("is none of probe \"fra-1\"", signed(BER_KEY, "ber-2", VALUE), "fra-1", LATER);
    }

    @Test
    void refusesASignatureOfAnotherValue() {
        var taken = signed(FRA_KEY, "fra-1", VALUE);
        var other =
                new ProducerRecord<>(RESULTS, null, "fra-1", "{}".getBytes(StandardCharsets.UTF_8), taken.headers());
        refuses("is not that of probe \"fra-1\"", other, "fra-1", LATER);
    }

    @Test
    void refusesASignatureOfAnotherTopic() {
        var heartbeat =
                Signer.of(FRA_KEY).sign("fra-1", new ProducerRecord<>(Topics.HEARTBEATS.name(), "fra-1", VALUE));
        var result = new ProducerRecord<>(RESULTS, null, "fra-1", VALUE, heartbeat.headers());
        refuses("is not that of probe \"fra-1\"", result, "fra-1", LATER);
    }

    @Test
    void refusesTheNameOfTheRightKeyWithAGuessedSignature() {
        for (String guess : List.of("", "AAAA", "%%%", "A".repeat(43))) {
            refuses("is not that of probe", headed("v1=" + ProbeKeys.Key.idOf(FRA_KEY) + ':' + guess), "fra-1", LATER);
        }
    }

    @Test
    void refusesFormsThatItDoesNotKnow() {
        for (String form : List.of("", "v1=", "v2=a:b", "none", "v1=" + ProbeKeys.Key.idOf(FRA_KEY))) {
            refuses("a form that is not known", headed(form), "fra-1", LATER);
        }
    }

    @Test
    void refusesWhatIsNotSignedOnceTheProbeHasAKey() {
        var unsigned = new ProducerRecord<>(RESULTS, "fra-1", VALUE);
        refuses("it is not signed", unsigned, "fra-1", LATER);
        assertDoesNotThrow(() -> require(unsigned, "fra-1", JOINED.toEpochMilli() - 1), "from before it had one");
    }

    @Test
    void refusesAProbeThatNobodyKnows() {
        refuses("no key of probe \"ghost\" is known", signed(FRA_KEY, "ghost", VALUE), "ghost", LATER);
    }

    /// From what the broker took while it held, a key goes on to be known.
    @Test
    void refusesAKeyThatHasEnded() throws Exception {
        Instant end = JOINED.plusSeconds(1_000);
        tell(new ProbeKeys("muc-3", List.of(ProbeKeys.Key.of(FRA_KEY, JOINED).endingAt(end)), 1));
        var record = signed(FRA_KEY, "muc-3", VALUE);
        assertDoesNotThrow(() -> require(record, "muc-3", end.toEpochMilli() - 1));
        refuses("has ended", record, "muc-3", end.toEpochMilli());
    }

    /// The topic is read to its end before anybody is refused: no result is lost to a race.
    @Test
    void knowsANewKeyAsSoonAsItIsTold() throws Exception {
        for (int i = 0; i < 20; i++) {
            String probe = "new-" + i;
            tell(new ProbeKeys(probe, List.of(ProbeKeys.Key.of(NEW_KEY, JOINED)), 1));
            assertDoesNotThrow(() -> require(signed(NEW_KEY, probe, VALUE), probe, LATER));
        }
    }

    @Test
    void countsWhatItFinds() throws Exception {
        long before = signatures.forged().sum();
        long good = signatures.verified().sum();
        refuses("it is not signed", new ProducerRecord<>(RESULTS, "ber-2", VALUE), "ber-2", LATER);
        require(signed(BER_KEY, "ber-2", VALUE), "ber-2", LATER);
        assertEquals(before + 1, signatures.forged().sum());
        assertEquals(good + 1, signatures.verified().sum());
    }

    private void refuses(String why, ProducerRecord<String, byte[]> record, String probe, long appendedAtMs) {
        var problem = assertThrows(WireFormatException.class, () -> require(record, probe, appendedAtMs));
        assertTrue(String.valueOf(problem.getMessage()).startsWith("forged: "), problem.getMessage());
        assertTrue(String.valueOf(problem.getMessage()).contains(why), problem.getMessage());
    }

    private void require(ProducerRecord<String, byte[]> record, String probe, long appendedAtMs) {
        signatures.require(RESULTS, probe, record.headers(), record.value(), appendedAtMs);
    }

    private static ProducerRecord<String, byte[]> signed(String key, String probe, byte[] value) {
        return Signer.of(key).sign(probe, new ProducerRecord<>(RESULTS, probe, Arrays.copyOf(value, value.length)));
    }

    private static ProducerRecord<String, byte[]> headed(String header) {
        var record = new ProducerRecord<>(RESULTS, "fra-1", VALUE);
        record.headers().add(Signature.HEADER, header.getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private void tell(ProbeKeys keys) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.loopback());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var _ = producer.send(Topics.PROBE_KEYS.record(keys.probe(), keys, SecuredBroker.PARTITIONS))
                    .get();
        }
    }
}
