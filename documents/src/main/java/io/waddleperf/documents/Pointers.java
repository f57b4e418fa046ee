package io.waddleperf.documents;

/// JSON pointers (RFC 6901).
public final class Pointers {
    private Pointers() {}

    /// To a member of what the pointer is to.
    public static String member(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    /// To an item of the list that the pointer is to.
    public static String item(String pointer, int index) {
        return pointer + '/' + index;
    }

    /// To what it is in; empty: the whole.
    public static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    /// As people write it: `targets[0].address`.
    public static String words(String pointer) {
        var words = new StringBuilder();
        for (String part : pointer.substring(Math.min(1, pointer.length())).split("/", -1)) {
            String name = part.replace("~1", "/").replace("~0", "~");
            if (name.matches("\\d+") && !words.isEmpty()) {
                words.append('[').append(name).append(']');
            } else {
                words.append(words.isEmpty() ? "" : ".").append(name);
            }
        }
        return words.toString();
    }
}
