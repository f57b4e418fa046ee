package io.waddleperf.probe.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Headers of HTTP/2 as HPACK packs them (RFC 7541), with a dynamic table of no size: we ask servers
/// for that, and use none ourselves.
final class HeaderBlock {
    /// Of the static table (appendix A), what is sent here.
    static final int AUTHORITY = 1;

    static final int GET = 2;
    static final int POST = 3;
    static final int PATH = 4;
    static final int HTTPS = 7;
    static final int ACCEPT = 19;
    static final int CONTENT_LENGTH = 28;
    static final int CONTENT_TYPE = 31;
    static final int USER_AGENT = 58;

    private static final int FIRST_STATUS = 8;
    private static final List<String> STATUSES = List.of("200", "204", "206", "304", "400", "404", "500");
    private static final int AGE = 21;
    private static final int STATIC_SIZE = 61;
    private static final int MOST_FIELDS = 200;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A field of the static table, name and value.
    HeaderBlock indexed(int index) {
        out.write(0x80 | index);
        return this;
    }

    /// A field whose name is of the static table, not to be indexed.
    HeaderBlock field(int nameIndex, String value) {
        integer(nameIndex, 4);
        var bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        integer(bytes.length, 7);
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void integer(int value, int prefixBits) {
        int most = (1 << prefixBits) - 1;
        if (value < most) {
            out.write(value);
            return;
        }
        out.write(most);
        int rest = value - most;
        for (; rest >= 0x80; rest >>= 7) {
            out.write((rest & 0x7F) | 0x80);
        }
        out.write(rest);
    }

    /// The fields of a block; the names that nobody here asks for are `#` and their index.
    static List<DohReply.Field> parse(byte[] block) throws DnsFormatException {
        return new Reader(block).fields();
    }

    /// Reads a block from its start to its end.
    private static final class Reader {
        private final byte[] block;
        private int at;

        Reader(byte[] block) {
            this.block = block;
        }

        List<DohReply.Field> fields() throws DnsFormatException {
            var fields = new ArrayList<DohReply.Field>();
            while (at < block.length) {
                int first = block[at] & 0xFF;
                if ((first & 0x80) != 0) {
                    fields.add(indexed(integer(7)));
                } else if ((first & 0xE0) == 0x20) {
                    resized(integer(5));
                } else {
                    fields.add(literal(integer((first & 0x40) != 0 ? 6 : 4)));
                }
                if (fields.size() > MOST_FIELDS) {
                    throw new DnsFormatException("more than " + MOST_FIELDS + " HTTP headers");
                }
            }
            return fields;
        }

        private static void resized(int size) throws DnsFormatException {
            if (size > 0) {
                throw new DnsFormatException("the server wants a header table that it was told not to have");
            }
        }

        private static DohReply.Field indexed(int index) throws DnsFormatException {
            int status = index - FIRST_STATUS;
            boolean known = status >= 0 && status < STATUSES.size();
            return new DohReply.Field(nameOf(index), known ? STATUSES.get(status) : "");
        }

        private DohReply.Field literal(int nameIndex) throws DnsFormatException {
            String name = nameIndex == 0 ? text() : nameOf(nameIndex);
            return new DohReply.Field(name, text());
        }

        private static String nameOf(int index) throws DnsFormatException {
            if (index < 1 || index > STATIC_SIZE) {
                throw new DnsFormatException("an HTTP header refers to nothing: index " + index);
            }
            if (index >= FIRST_STATUS && index < FIRST_STATUS + STATUSES.size()) {
                return ":status";
            }
            return switch (index) {
                case AGE -> "age";
                case CONTENT_TYPE -> "content-type";
                case CONTENT_LENGTH -> "content-length";
                default -> "#" + index;
            };
        }

        private String text() throws DnsFormatException {
            boolean coded = at < block.length && (block[at] & 0x80) != 0;
            int length = integer(7);
            if (length > block.length - at) {
                throw cutOff();
            }
            at += length;
            byte[] plain = coded ? Huffman.decode(block, at - length, at) : block;
            return coded
                    ? new String(plain, StandardCharsets.ISO_8859_1)
                    : new String(plain, at - length, length, StandardCharsets.ISO_8859_1);
        }

        /// At most 28 bits behind the prefix: no header here is so long.
        private int integer(int prefixBits) throws DnsFormatException {
            int most = (1 << prefixBits) - 1;
            int value = next() & most;
            if (value < most) {
                return value;
            }
            for (int shift = 0; shift < 28; shift += 7) {
                int more = next();
                value += (more & 0x7F) << shift;
                if (more < 0x80) {
                    return value;
                }
            }
            throw new DnsFormatException("a number in an HTTP header is too large");
        }

        private int next() throws DnsFormatException {
            if (at >= block.length) {
                throw cutOff();
            }
            return block[at++] & 0xFF;
        }

        private static DnsFormatException cutOff() {
            return new DnsFormatException("the HTTP headers end within a field");
        }
    }
}
