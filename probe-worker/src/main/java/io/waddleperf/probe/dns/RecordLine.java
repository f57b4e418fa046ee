package io.waddleperf.probe.dns;

import io.netty.util.NetUtil;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// A record as a line of a zone file (RFC 1035, section 5.1): name, TTL, class, type and data, with one tab
/// between them.
final class RecordLine {
    private RecordLine() {}

    static List<String> of(List<Record> records) {
        return records.stream().map(RecordLine::of).toList();
    }

    private static String of(Record one) {
        return String.join(
                "\t",
                one.getName().toString(),
                Long.toString(one.getTTL()),
                DClass.string(one.getDClass()),
                Type.string(one.getType()),
                data(one));
    }

    /// Addresses of IPv6 in the brief form (RFC 5952).
    private static String data(Record one) {
        return one instanceof AAAARecord aaaa ? NetUtil.toAddressString(aaaa.getAddress()) : one.rdataToString();
    }
}
