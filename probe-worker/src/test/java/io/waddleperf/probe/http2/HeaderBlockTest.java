package io.waddleperf.probe.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against the examples of RFC 7541, appendix C.
class HeaderBlockTest {
    @Test
    void decodesTheExamplesOfTheHuffmanCode() throws Exception {
        assertEquals("www.example.com", huffman("f1e3c2e5f23a6ba0ab90f4ff"));
        assertEquals("no-cache", huffman("a8eb10649cbf"));
        assertEquals("Mon, 21 Oct 2013 20:13:21 GMT", huffman("d07abe941054d444a8200595040b8166e082a62d1bff"));
        assertEquals("https://www.example.com", huffman("9d29ad171863c78f0b97c8e9ae82ae43d3"));
    }

    @Test
    void refusesWordsThatAreNoneAndEndsWithinAWord() {
        assertThrows(Http2Exception.class, () -> huffman("ffffffff")); // the end mark
        assertThrows(Http2Exception.class, () -> huffman("f1e3c2e5f23a6ba0ab90f400"));
    }

    /// Section C.6.1, whose literals are to be indexed: in a table of no size that does nothing.
    @Test
    void readsAResponse() throws Exception {
        var fields = fields("488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff"
                + "6e919d29ad171863c78f0b97c8e9ae82ae43d3");
        assertEquals(new HeaderField(":status", "302"), fields.getFirst());
        assertEquals(new HeaderField("cache-control", "private"), fields.get(1));
        assertEquals(4, fields.size());
    }

    @Test
    void readsStatusesOfTheTableAndPlainNames() throws Exception {
        assertEquals(List.of(new HeaderField(":status", "200")), fields("88"));
        assertEquals(List.of(new HeaderField(":status", "404")), fields("208d")); // after "no table"
        assertEquals(List.of(new HeaderField("ab", "c")), fields("000261620163"));
    }

    @Test
    void writesWhatItReads() throws Exception {
        var fields = List.of(
                new HeaderField(":method", "GET"),
                new HeaderField(":path", "/dns-query?dns=" + "A".repeat(300)),
                new HeaderField("content-type", "application/dns-message"),
                new HeaderField("x-" + "n".repeat(200), ""));
        var block = new HeaderBlock();
        fields.forEach(field -> block.field(field.name(), field.value()));
        assertEquals(fields, HeaderBlock.parse(block.bytes()));
    }

    @Test
    void knowsTheStaticTable() throws Exception {
        assertEquals(61, StaticTable.size());
        assertEquals(new HeaderField("accept-encoding", "gzip, deflate"), StaticTable.field(16));
        assertEquals("cookie", StaticTable.field(32).name());
        assertEquals("www-authenticate", StaticTable.field(61).name());
        assertEquals(8, StaticTable.indexOf(":status"));
        assertEquals(14, StaticTable.indexOf(new HeaderField(":status", "500")));
    }

    @Test
    void refusesWhatRefersToNothing() {
        for (String hex : List.of("80", "be", "3fe11f", "0005", "7fffffffff7f", "4003", "00", "7f")) {
            assertThrows(Http2Exception.class, () -> fields(hex), hex);
        }
        var many = assertThrows(Http2Exception.class, () -> fields("88".repeat(300)));
        assertTrue(String.valueOf(many.getMessage()).contains("more than 200"), many.getMessage());
    }

    private static String huffman(String hex) throws Http2Exception {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return new String(Huffman.decode(bytes, 0, bytes.length), StandardCharsets.ISO_8859_1);
    }

    private static List<HeaderField> fields(String hex) throws Http2Exception {
        return HeaderBlock.parse(HexFormat.of().parseHex(hex));
    }
}
