package io.waddleperf.archive.store;

import java.util.regex.Pattern;

/// The keys that both kinds of store take: what a folder can hold and S3 lists in the same order.
final class Keys {
    static final int MAX_LENGTH = 900; // S3 takes 1,024 with the prefix
    private static final int MAX_NAME = 200; // file systems take 255
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._=-]{1," + MAX_NAME + "}");
    private static final Pattern START = Pattern.compile("[A-Za-z0-9._=/-]*");

    private Keys() {}

    static boolean valid(String key) {
        boolean valid = key.length() <= MAX_LENGTH;
        for (var name : key.split("/", -1)) {
            valid &= NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
        }
        return valid;
    }

    static String require(String key) {
        if (!valid(key)) {
            throw new IllegalArgumentException("A key must be names of letters, digits and ._=- that are separated"
                    + " by / and neither empty nor . nor .., at most " + MAX_LENGTH + " characters, not \"" + key
                    + '"');
        }
        return key;
    }

    /// The beginning of a key, perhaps in the middle of a name; empty for all keys.
    static String requirePrefix(String prefix) {
        boolean valid = prefix.length() <= MAX_LENGTH && START.matcher(prefix).matches() && !prefix.startsWith("/");
        for (var name : prefix.substring(0, prefix.lastIndexOf('/') + 1).split("/", -1)) {
            valid &= !name.equals(".") && !name.equals("..");
        }
        if (!valid || prefix.contains("//")) {
            throw new IllegalArgumentException("A prefix must be the beginning of a key, not \"" + prefix + '"');
        }
        return prefix;
    }
}
