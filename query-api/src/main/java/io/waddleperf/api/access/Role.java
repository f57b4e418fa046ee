package io.waddleperf.api.access;

import io.waddleperf.contracts.WireName;
import java.util.Arrays;
import java.util.List;

/// What somebody may do; each role may also do what those before it may.
public enum Role implements WireName {
    /// Reads.
    VIEWER("viewer"),
    /// Runs tests, works on incidents, sets rules and silences, reads captured packets.
    MAINTAINER("maintainer"),
    /// Manages accounts and tokens, reads the audit.
    ADMIN("admin");

    public static final List<Role> ALL = List.of(values());

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    public static Role lower(Role one, Role other) {
        return one.includes(other) ? other : one;
    }

    /// A role that is not known, as a newer version may have written it, is the lowest.
    public static Role of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst()
                .orElse(VIEWER);
    }
}
