package io.waddleperf.probe.dns;

import java.io.IOException;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// One question, and how its answer is told from other packets.
final class DnsQuery {
    /// What passes every path unfragmented (DNS flag day 2020).
    private static final int UDP_PAYLOAD_BYTES = 1_232;

    private final Message message;
    private final Record question;

    private DnsQuery(Message message, Record question) {
        this.message = message;
        this.question = question;
    }

    /// @param name       absolute, with or without the last dot
    /// @param recordType such as AAAA
    /// @param id         16 random bits
    /// @throws TextParseException where the name or the type does not exist
    static DnsQuery of(String name, String recordType, int id) throws TextParseException {
        int type = Type.value(recordType);
        if (type < 0) {
            throw new TextParseException("there is no record type " + recordType);
        }
        var question = Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN);
        var message = Message.newQuery(question);
        message.getHeader().setID(id);
        message.addRecord(new OPTRecord(UDP_PAYLOAD_BYTES, 0, 0), Section.ADDITIONAL);
        return new DnsQuery(message, question);
    }

    byte[] bytes() {
        return message.toWire();
    }

    String name() {
        return question.getName().toString();
    }

    String recordType() {
        return Type.string(question.getType());
    }

    /// The answer to this question; empty where the packet answers something else.
    ///
    /// @throws IOException where it is no DNS message
    Optional<Message> answerIn(byte[] packet) throws IOException {
        Message answer = parse(packet);
        boolean ours = answer.getHeader().getID() == message.getHeader().getID()
                && answer.getHeader().getFlag(Flags.QR)
                && question.equals(answer.getQuestion());
        return ours ? Optional.of(answer) : Optional.empty();
    }

    private static Message parse(byte[] packet) throws IOException {
        try {
            return new Message(packet);
        } catch (RuntimeException e) { // some record types complain so about wrong bytes
            throw new IOException("malformed DNS message: " + e.getMessage(), e);
        }
    }
}
