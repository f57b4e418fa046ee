package io.waddleperf.api.access;

/// What an operation asks of its caller.
public enum Need {
    /// Nothing: it tells nothing that is worth keeping.
    NOTHING,
    /// To be known, even with a password that must be changed first.
    NAME,
    VIEWER,
    MAINTAINER,
    ADMIN,
    /// To be a viewer of everything: its answer cannot be bounded to a scope.
    VIEWER_OF_ALL,
    /// To be a maintainer of everything: what it does reaches everybody.
    MAINTAINER_OF_ALL;

    /// Whether somebody who is known may have it.
    public boolean isMetBy(Caller caller) {
        return switch (this) {
            case NOTHING, NAME -> true;
            case VIEWER -> caller.role().includes(Role.VIEWER);
            case MAINTAINER -> caller.role().includes(Role.MAINTAINER);
            case ADMIN -> caller.role().includes(Role.ADMIN) && caller.seesAll();
            case VIEWER_OF_ALL -> caller.role().includes(Role.VIEWER) && caller.seesAll();
            case MAINTAINER_OF_ALL -> caller.role().includes(Role.MAINTAINER) && caller.seesAll();
        };
    }

    /// In the words of a refusal.
    public String words() {
        return switch (this) {
            case NOTHING -> "nothing";
            case NAME -> "somebody who has signed in";
            case VIEWER -> "a viewer";
            case MAINTAINER -> "a maintainer";
            case ADMIN -> "an admin";
            case VIEWER_OF_ALL -> "a viewer whose scope is not bounded";
            case MAINTAINER_OF_ALL -> "a maintainer whose scope is not bounded";
        };
    }
}
