package io.waddleperf.probe.http2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields that have a number from the start (RFC 7541, appendix A).
final class StaticTable {
    /// Those with a value, from 1 on; all others have none.
    private static final String WITH_VALUES = ":authority= :method=GET :method=POST :path=/ :path=/index.html"
            + " :scheme=http :scheme=https :status=200 :status=204 :status=206 :status=304 :status=400 :status=404"
            + " :status=500 accept-charset= accept-encoding=gzip,_deflate";

    private static final String NAMES = "accept-language accept-ranges accept access-control-allow-origin age allow"
            + " authorization cache-control content-disposition content-encoding content-language content-length"
            + " content-location content-range content-type cookie date etag expect expires from host if-match"
            + " if-modified-since if-none-match if-range if-unmodified-since last-modified link location max-forwards"
            + " proxy-authenticate proxy-authorization range referer refresh retry-after server set-cookie"
            + " strict-transport-security transfer-encoding user-agent vary via www-authenticate";

    private static final List<HeaderField> FIELDS = fields();
    private static final Map<HeaderField, Integer> INDEXES = indexes();
    private static final Map<String, Integer> NAME_INDEXES = nameIndexes();

    private StaticTable() {}

    /// @throws Http2Exception where there is none of that number
    static HeaderField field(int index) throws Http2Exception {
        if (index < 1 || index > FIELDS.size()) {
            throw new Http2Exception("an HTTP/2 header refers to nothing: index " + index);
        }
        return FIELDS.get(index - 1);
    }

    /// 0 where there is none.
    static int indexOf(HeaderField field) {
        return INDEXES.getOrDefault(field, 0);
    }

    /// Of the first field of that name; 0 where there is none.
    static int indexOf(String name) {
        return NAME_INDEXES.getOrDefault(name, 0);
    }

    static int size() {
        return FIELDS.size();
    }

    private static List<HeaderField> fields() {
        var fields = new ArrayList<HeaderField>();
        for (String one : WITH_VALUES.split(" ", -1)) {
            int sign = one.indexOf('=');
            fields.add(new HeaderField(
                    one.substring(0, sign), one.substring(sign + 1).replace('_', ' ')));
        }
        for (String name : NAMES.split(" ", -1)) {
            fields.add(new HeaderField(name, ""));
        }
        return List.copyOf(fields);
    }

    private static Map<HeaderField, Integer> indexes() {
        var indexes = new HashMap<HeaderField, Integer>();
        for (int i = 0; i < FIELDS.size(); i++) {
            indexes.put(FIELDS.get(i), i + 1);
        }
        return Map.copyOf(indexes);
    }

    private static Map<String, Integer> nameIndexes() {
        var indexes = new HashMap<String, Integer>();
        for (int i = 0; i < FIELDS.size(); i++) {
            indexes.putIfAbsent(FIELDS.get(i).name(), i + 1);
        }
        return Map.copyOf(indexes);
    }
}
