package io.waddleperf.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a page ended, as text that callers hand back unread: the sort key of its last item.
///
/// @param kind  which list it belongs to
/// @param write the parts of a position; none holds a line break
/// @param read  the position; throws [RuntimeException] where the parts are none
public record Cursor<T>(String kind, Function<T, List<String>> write, Function<List<String>, T> read) {
    private static final String SEPARATOR = "\n";
    private static final int MOST_CHARACTERS = 1_000;

    public String text(T position) {
        String parts = kind + SEPARATOR + String.join(SEPARATOR, write.apply(position));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException where this list gave out no such cursor
    public T read(String text) {
        try {
            if (text.length() <= MOST_CHARACTERS) {
                var parts = List.of(decode(text).split(SEPARATOR, -1));
                if (parts.getFirst().equals(kind)) {
                    return read.apply(parts.subList(1, parts.size()));
                }
            }
        } catch (CharacterCodingException | RuntimeException e) { // whatever is wrong, callers hear the same
            throw refusal(e);
        }
        throw refusal(null);
    }

    private static String decode(String text) throws CharacterCodingException {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    private static IllegalArgumentException refusal(@Nullable Exception cause) {
        return new IllegalArgumentException("cursor must be the \"next\" of an earlier page of the same list", cause);
    }
}
