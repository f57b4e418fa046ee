package io.waddleperf.probe.dns;

import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/// A zone with one name, `www`, and its signatures (RFC 4034).
///
/// @param anchor the key to trust
/// @param text   of the zone's file
record SignedZone(String anchor, String text) {
    private static final int TTL = 300;

    static SignedZone make(String origin) throws Exception {
        var name = Name.fromConstantString(origin);
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        var key = new DNSKEYRecord(
                name,
                DClass.IN,
                TTL,
                DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
                DNSKEYRecord.Protocol.DNSSEC,
                DNSSEC.Algorithm.ECDSAP256SHA256,
                pair.getPublic());
        var www = Name.fromString("www", name);
        var server = Name.fromString("ns", name);
        var address = InetAddress.ofLiteral("192.0.2.77");
        var lines = new ArrayList<String>();
        for (Record record : List.<Record>of(
                new SOARecord(name, DClass.IN, TTL, server, name, 1, 3_600, 600, 86_400, TTL),
                new NSRecord(name, DClass.IN, TTL, server),
                key,
                new ARecord(server, DClass.IN, TTL, address),
                new ARecord(www, DClass.IN, TTL, address))) {
            var now = Instant.now();
            lines.add(record.toString());
            lines.add(DNSSEC.sign(
                            new RRset(record), key, pair.getPrivate(), now.minusSeconds(3_600), now.plusSeconds(3_600))
                    .toString());
        }
        return new SignedZone(
                oneLine(key), lines.stream().map(SignedZone::oneLine).collect(Collectors.joining("\n", "", "\n")));
    }

    private static String oneLine(Object record) {
        return record.toString().replaceAll("\\s+", " ");
    }
}
