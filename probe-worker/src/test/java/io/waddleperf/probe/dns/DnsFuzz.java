package io.waddleperf.probe.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.DnsExpectation;
import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.stamp.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/// Answers of DNS behind their length, as TCP and TLS have them; what expects something of them reads on.
public final class DnsFuzz implements FuzzTarget {
    private static final Name WWW = Name.fromConstantString("www.example.test.");
    private static final List<String> TYPES = List.of("A", "AAAA", "MX", "TXT", "CNAME", "SOA");
    private static final List<DnsExpectation> EXPECTED = List.of(
            new DnsExpectation(null, List.of("192.0.2.1", "2001:db8::1", "mail.example.test"), null, null, null),
            new DnsExpectation(null, null, List.of("192.0.2.1", "mail.example.test."), null, null),
            new DnsExpectation(null, null, null, 60L, null),
            new DnsExpectation("NXDOMAIN", null, null, null, null),
            new DnsExpectation(null, null, null, null, true),
            new DnsExpectation(null, null, null, 1L, false));

    private final DnsQuery[] queries = TYPES.stream().map(DnsFuzz::query).toArray(DnsQuery[]::new);

    private static DnsQuery query(String type) {
        try {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(type.hashCode());
            return DnsQuery.guarded("www.example.test", type, random);
        } catch (TextParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "DNS answers";
    }

    @Override
    public List<String> parsers() {
        return List.of("dns.DnsQuery", "dns.AnswerCheck");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        byte[] asked = queries[random.nextInt(queries.length)].bytes();
        Message answer;
        try {
            answer = new Message(asked);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        if (random.nextInt(10) > 0) {
            answer.getHeader().setFlag(Flags.QR);
        }
        if (random.nextBoolean()) {
            answer.getHeader().unsetFlag(Flags.AD);
        }
        answer.getHeader().setRcode(random.nextInt(6) == 0 ? Rcode.NXDOMAIN : random.nextInt(20) == 0 ? 9 : 0);
        for (int records = random.nextInt(8); records > 0; records--) {
            answer.addRecord(record(random), Section.ANSWER);
        }
        byte[] wire = answer.toWire();
        if (random.nextInt(8) == 0) { // other letters
            wire[13] ^= 0x20;
        }
        byte[] framed = Framing.of(wire);
        return random.nextInt(3) > 0 ? framed : Mutations.of(framed, random);
    }

    private static Record record(RandomGenerator random) {
        long ttl = random.nextInt(200);
        return switch (random.nextInt(6)) {
            case 0, 1 -> new ARecord(WWW, DClass.IN, ttl, InetAddress.ofLiteral("192.0.2." + random.nextInt(3)));
            case 2 -> new AAAARecord(WWW, DClass.IN, ttl, InetAddress.ofLiteral("2001:db8::1"));
            case 3 -> new MXRecord(WWW, DClass.IN, ttl, 10, Name.fromConstantString("mail.example.test."));
            case 4 ->
                random.nextBoolean()
                        ? new TXTRecord(WWW, DClass.IN, ttl, List.of("mail.example.test", "x".repeat(200)))
                        : new CNAMERecord(WWW, DClass.IN, ttl, Name.fromConstantString("Mail.example.test."));
            default -> new SOARecord(WWW, DClass.IN, ttl, WWW, WWW, 1, 2, 3, 4, 5);
        };
    }

    @Override
    public void read(byte[] input) throws IOException {
        byte[] packet = Framing.read(new ByteArrayInputStream(input));
        for (var query : queries) {
            var answer = query.answerIn(packet);
            if (answer.isPresent()) {
                assertEquals(query.name(), "www.example.test.");
                assertTrue(TYPES.contains(query.recordType()));
                check(answer.get(), query, packet.length);
            }
        }
    }

    private static void check(Message answer, DnsQuery query, int age) {
        for (var expected : EXPECTED) {
            var complaint = new AnswerCheck(expected, query.type()).complaint(answer, age);
            assertTrue(complaint.orElse("x").length() < 3_000);
        }
    }

    @Override
    public Check check() {
        return new Check("dns.AnswerCheck", "ttl", 1);
    }
}
