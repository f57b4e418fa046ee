package io.waddleperf.probe.measure;

import io.waddleperf.probe.http2.HeaderField;
import java.util.List;

/// What a test saw that no result keeps: the modules of `/probe` judge by it.
public sealed interface Sight {
    /// The head of the last response.
    ///
    /// @param fields names in lower case
    record Head(List<HeaderField> fields) implements Sight {
        public Head {
            fields = List.copyOf(fields);
        }

        /// Of all fields of that name, in order.
        public List<String> values(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(name))
                    .map(HeaderField::value)
                    .toList();
        }
    }

    /// The sections of an answer of DNS, each record a line of a zone file (RFC 1035, section 5.1):
    /// name, TTL, class, type and data, with a tab between them.
    record Records(List<String> answer, List<String> authority, List<String> additional) implements Sight {
        public Records {
            answer = List.copyOf(answer);
            authority = List.copyOf(authority);
            additional = List.copyOf(additional);
        }
    }
}
