package io.waddleperf.probe.http2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Headers of HTTP/2 as HPACK packs them (RFC 7541), with a dynamic table of no size: we ask servers
/// for that, and use none ourselves.
final class HeaderBlock {
    private static final int MOST_FIELDS = 200;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A field of the static table, or a literal that is not to be indexed.
    HeaderBlock field(String name, String value) {
        int whole = StaticTable.indexOf(new HeaderField(name, value));
        if (whole > 0) {
            out.write(0x80 | whole);
            return this;
        }
        int nameIndex = StaticTable.indexOf(name);
        integer(nameIndex, 4);
        if (nameIndex == 0) {
            text(name);
        }
        text(value);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void text(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        integer(bytes.length, 7);
        out.writeBytes(bytes);
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

    static List<HeaderField> parse(byte[] block) throws Http2Exception {
        return new Reader(block).fields();
    }

    /// Reads a block from its start to its end.
    private static final class Reader {
        private final byte[] block;
        private int at;

        Reader(byte[] block) {
            this.block = block;
        }

        List<HeaderField> fields() throws Http2Exception {
            var fields = new ArrayList<HeaderField>();
            while (at < block.length) {
                int first = block[at] & 0xFF;
                if ((first & 0x80) != 0) {
                    fields.add(StaticTable.field(integer(7)));
                } else if ((first & 0xE0) == 0x20) {
                    resized(integer(5));
                } else {
                    fields.add(literal(integer((first & 0x40) != 0 ? 6 : 4)));
                }
                if (fields.size() > MOST_FIELDS) {
                    throw new Http2Exception("more than " + MOST_FIELDS + " HTTP/2 headers");
                }
            }
            return List.copyOf(fields);
        }

        private static void resized(int size) throws Http2Exception {
            if (size > 0) {
                throw new Http2Exception("the server wants a header table that it was told not to have");
            }
        }

        private HeaderField literal(int nameIndex) throws Http2Exception {
            String name = nameIndex == 0 ? text() : StaticTable.field(nameIndex).name();
            return new HeaderField(name, text());
        }

        private String text() throws Http2Exception {
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
        private int integer(int prefixBits) throws Http2Exception {
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
            throw new Http2Exception("a number in an HTTP/2 header is too large");
        }

        private int next() throws Http2Exception {
            if (at >= block.length) {
                throw cutOff();
            }
            return block[at++] & 0xFF;
        }

        private static Http2Exception cutOff() {
            return new Http2Exception("the HTTP/2 headers end within a field");
        }
    }
}
