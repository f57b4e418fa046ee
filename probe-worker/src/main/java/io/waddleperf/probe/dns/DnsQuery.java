package io.waddleperf.probe.dns;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// One question, and how its answer is told from other packets: by its id, and by the letters of the
/// name, which the server has to send back as they were (draft-vixie-dnsext-dns0x20).
final class DnsQuery {
    /// What passes every path unfragmented (DNS flag day 2020).
    private static final int UDP_PAYLOAD_BYTES = 1_232;

    private final String name;
    private final Message message;
    private final Record question;

    private DnsQuery(String name, Message message, Record question) {
        this.name = name;
        this.message = message;
        this.question = question;
    }

    /// With the letters as they are given.
    ///
    /// @param name       absolute, with or without the last dot
    /// @param recordType such as AAAA
    /// @param id         16 random bits; 0 over HTTPS, so that caches see one question (RFC 8484,
    ///                   section 4.1)
    /// @throws TextParseException where the name or the type does not exist
    static DnsQuery of(String name, String recordType, int id) throws TextParseException {
        return of(Name.fromString(name, Name.root).toString(), name, recordType, id);
    }

    /// With a random id, and letters in upper or lower case by chance.
    static DnsQuery guarded(String name, String recordType, RandomGenerator random) throws TextParseException {
        String plain = Name.fromString(name, Name.root).toString();
        var mixed = new StringBuilder(name);
        for (int i = 0; i < mixed.length(); i++) {
            char letter = mixed.charAt(i);
            boolean ascii = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
            if (ascii && random.nextBoolean()) {
                mixed.setCharAt(i, (char) (letter ^ 0x20));
            }
        }
        return of(plain, mixed.toString(), recordType, random.nextInt(1 << 16));
    }

    /// With nothing besides the question: no EDNS, so that an answer holds what each program would get.
    ///
    /// @throws TextParseException where the name or the type does not exist
    static DnsQuery bare(String name, String recordType, int id) throws TextParseException {
        String plain = Name.fromString(name, Name.root).toString();
        var question = question(name, recordType);
        return new DnsQuery(plain, message(question, id), question);
    }

    private static DnsQuery of(String plain, String spelled, String recordType, int id) throws TextParseException {
        var question = question(spelled, recordType);
        var message = message(question, id);
        message.getHeader().setFlag(Flags.AD); // tell us whether it was validated (RFC 6840, section 5.7)
        message.addRecord(new OPTRecord(UDP_PAYLOAD_BYTES, 0, 0), Section.ADDITIONAL);
        return new DnsQuery(plain, message, question);
    }

    private static Record question(String spelled, String recordType) throws TextParseException {
        int type = Type.value(recordType);
        if (type < 0) {
            throw new TextParseException("there is no record type " + recordType);
        }
        return Record.newRecord(Name.fromString(spelled, Name.root), type, DClass.IN);
    }

    private static Message message(Record question, int id) {
        var message = Message.newQuery(question);
        message.getHeader().setID(id);
        return message;
    }

    byte[] bytes() {
        return message.toWire();
    }

    /// As it was given, absolute.
    String name() {
        return name;
    }

    String recordType() {
        return Type.string(question.getType());
    }

    int type() {
        return question.getType();
    }

    /// The answer to this question; empty where the packet answers something else.
    ///
    /// @throws DnsFormatException where it is no DNS message, or one that spells the name otherwise
    Optional<Message> answerIn(byte[] packet) throws DnsFormatException {
        Message answer = parse(packet);
        boolean ours = answer.getHeader().getID() == message.getHeader().getID()
                && answer.getHeader().getFlag(Flags.QR)
                && question.equals(answer.getQuestion());
        if (ours && !spelledAlike(answer.getQuestion().getName())) {
            throw new DnsFormatException("the answer spells the name otherwise than the question:"
                    + " it is forged, or the server changes letters");
        }
        return ours ? Optional.of(answer) : Optional.empty();
    }

    private boolean spelledAlike(Name answered) {
        return Arrays.equals(question.getName().toWire(), answered.toWire());
    }

    private static Message parse(byte[] packet) throws DnsFormatException {
        try {
            return new Message(packet);
        } catch (IOException | RuntimeException e) { // some record types complain so about wrong bytes
            throw new DnsFormatException("malformed DNS message: " + e.getMessage(), e);
        }
    }
}
