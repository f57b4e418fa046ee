package io.waddleperf.probe.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.DnsExpectation;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
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
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class AnswerCheckTest {
    private static final Name WWW = Name.fromConstantString("www.example.net.");
    private static final Name MAIL = Name.fromConstantString("Mail.Example.net.");

    @Test
    void findsOneOrAllOfTheValues() {
        assertEquals("", said(any("192.0.2.9", "192.0.2.1"), Type.A, a("192.0.2.1"), a("192.0.2.2")));
        assertEquals("", said(all("192.0.2.2", "192.0.2.1"), Type.A, a("192.0.2.1"), a("192.0.2.2")));
        assertEquals(
                "expected one of 192.0.2.9, 192.0.2.8, seen 192.0.2.1",
                said(any("192.0.2.9", "192.0.2.8"), Type.A, a("192.0.2.1")));
        assertEquals(
                "expected 192.0.2.3 in the answer, seen 192.0.2.1, 192.0.2.2",
                said(all("192.0.2.1", "192.0.2.3"), Type.A, a("192.0.2.1"), a("192.0.2.2")));
    }

    @Test
    void comparesValuesAsWhatTheyAre() {
        assertEquals(
                "",
                said(
                        any("2001:DB8:0:0::1"),
                        Type.AAAA,
                        new AAAARecord(WWW, DClass.IN, 60, InetAddress.ofLiteral("2001:db8::1"))));
        assertEquals("", said(any("mail.example.NET"), Type.CNAME, new CNAMERecord(WWW, DClass.IN, 60, MAIL)));
        assertEquals("", said(any("mail.example.net."), Type.MX, new MXRecord(WWW, DClass.IN, 60, 10, MAIL)));
        assertEquals("", said(any("10 mail.example.net"), Type.MX, new MXRecord(WWW, DClass.IN, 60, 10, MAIL)));
        assertEquals(
                "expected one of 20 mail.example.net, seen 10 Mail.Example.net.",
                said(any("20 mail.example.net"), Type.MX, new MXRecord(WWW, DClass.IN, 60, 10, MAIL)));
        var text = new TXTRecord(WWW, DClass.IN, 60, List.of("v=spf1 include:", "example.net -all"));
        assertEquals("", said(any("include:example.net"), Type.TXT, text));
    }

    @Test
    void looksAtRecordsOfTheAskedTypeOnly() {
        assertEquals(
                "expected one of mail.example.net, seen none of that type",
                said(any("mail.example.net"), Type.A, new CNAMERecord(WWW, DClass.IN, 60, MAIL)));
    }

    @Test
    void holdsTheLeastTimeToLiveAgainstTheBound() {
        var expectation = new DnsExpectation(null, null, null, 60L, null);
        assertEquals("", said(expectation, Type.A, a("192.0.2.1")));
        var soon = new ARecord(WWW, DClass.IN, 59, InetAddress.ofLiteral("192.0.2.2"));
        assertEquals(
                "expected records that live at least 60 s, seen 59 s", said(expectation, Type.A, a("192.0.2.1"), soon));
        assertEquals("expected records that live 60 s, seen none", said(expectation, Type.A));
        assertEquals(
                "expected records that live at least 60 s, seen 20 s",
                new AnswerCheck(expectation, Type.A)
                        .complaint(answer(Rcode.NOERROR, a("192.0.2.1")), 40)
                        .orElse(""));
    }

    @Test
    void wantsTheCodeThatWasNamed() {
        var expectation = new DnsExpectation("nxdomain", null, null, null, null);
        assertEquals("expected the code NXDOMAIN, the server says NOERROR", said(expectation, Type.A, a("192.0.2.1")));
        assertEquals("", complaint(expectation, answer(Rcode.NXDOMAIN)));
    }

    @Test
    void wantsTheServersValidationWhereTold() {
        var expectation = new DnsExpectation(null, null, null, null, true);
        var answer = answer(Rcode.NOERROR, a("192.0.2.1"));
        assertEquals(
                "expected an answer that the server validated (DNSSEC), seen one without the AD bit",
                complaint(expectation, answer));
        answer.getHeader().setFlag(Flags.AD);
        assertEquals("", complaint(expectation, answer));
    }

    private static DnsExpectation any(String... values) {
        return new DnsExpectation(null, List.of(values), null, null, null);
    }

    private static DnsExpectation all(String... values) {
        return new DnsExpectation(null, null, List.of(values), null, null);
    }

    private static Record a(String address) {
        return new ARecord(WWW, DClass.IN, 60, InetAddress.ofLiteral(address));
    }

    private static String said(DnsExpectation expectation, int type, Record... records) {
        return new AnswerCheck(expectation, type)
                .complaint(answer(Rcode.NOERROR, records), 0)
                .orElse("");
    }

    private static String complaint(DnsExpectation expectation, Message answer) {
        return new AnswerCheck(expectation, Type.A).complaint(answer, 0).orElse("");
    }

    private static Message answer(int rcode, Record... records) {
        var answer = new Message(1);
        answer.getHeader().setRcode(rcode);
        for (var record : records) {
            answer.addRecord(record, Section.ANSWER);
        }
        return answer;
    }
}
