package io.waddleperf.probe.http2;

import java.io.ByteArrayOutputStream;

/// The code of RFC 7541, appendix B. It is canonical, so that the lengths of its words are all that
/// must be written down.
final class Huffman {
    /// The length of each byte's word, `a` for 5 bits, in the order of bytes; the last is the end mark.
    private static final String LENGTHS = "isxxxxxxxtzxxzxxxxxxxxzxxxxxxxxxbffhibdgffdgdbbbaaabbbbbbbcdkbhfi"
            + "bccccccccccccccccccccccdcdioijbkabababbbaccbbbabcbaabccccckgjixprpprrrsrssssststtrstssssqrsrsstrqprr"
            + "ssqsrrtqrssqqrqsrssprrrsrrsvvporsruvvvwwvtuoqvwwvwtqqvvxwwwptpqrqqsrruuttvsvwvvwwwwwxwwwwwvz";

    private static final int SHORTEST = 5;
    private static final int LONGEST = 30;
    private static final int END_MARK = 256;

    /// Bytes by their words' length, then value.
    private static final int[] SORTED = new int[LENGTHS.length()];

    /// The first word of each length, and where its byte stands in [#SORTED].
    private static final int[] FIRST_WORD = new int[LONGEST + 2];

    private static final int[] FIRST_AT = new int[LONGEST + 2];

    static {
        int at = 0;
        int word = 0;
        for (int length = SHORTEST; length <= LONGEST; length++) {
            word <<= 1;
            FIRST_WORD[length] = word;
            FIRST_AT[length] = at;
            for (int value = 0; value < LENGTHS.length(); value++) {
                if (LENGTHS.charAt(value) - 'a' + SHORTEST == length) {
                    SORTED[at++] = value;
                    word++;
                }
            }
        }
        FIRST_AT[LONGEST + 1] = at;
    }

    private Huffman() {}

    /// @throws Http2Exception where a word is none, or the padding is not the start of the end mark
    static byte[] decode(byte[] coded, int from, int to) throws Http2Exception {
        var out = new ByteArrayOutputStream();
        int word = 0;
        int length = 0;
        for (int bit = from * 8; bit < to * 8; bit++) {
            word = (word << 1) | ((coded[bit >> 3] >> (7 - (bit & 7))) & 1);
            length++;
            int value = valueOf(word, length);
            if (value == END_MARK || length > LONGEST) {
                throw new Http2Exception("a word in a compressed HTTP/2 header is none");
            }
            if (value >= 0) {
                out.write(value);
                word = 0;
                length = 0;
            }
        }
        if (length > 7 || word != (1 << length) - 1) {
            throw new Http2Exception("a compressed HTTP/2 header ends within a word");
        }
        return out.toByteArray();
    }

    /// Negative where it is no whole word yet.
    private static int valueOf(int word, int length) {
        if (length < SHORTEST || length > LONGEST) {
            return -1;
        }
        int offset = word - FIRST_WORD[length];
        return offset >= 0 && offset < FIRST_AT[length + 1] - FIRST_AT[length] ? SORTED[FIRST_AT[length] + offset] : -1;
    }
}
