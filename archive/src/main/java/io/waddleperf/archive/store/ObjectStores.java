package io.waddleperf.archive.store;

/// Opens the store that the settings name.
public final class ObjectStores {
    private ObjectStores() {}

    /// Touches neither disk nor network: `check` tells whether the store can be used, and a store
    /// that is away now may be used once it is back.
    public static ObjectStore open(StoreSettings settings) {
        return switch (settings) {
            case StoreSettings.Directory directory -> new DirectoryStore(directory.folder());
            case StoreSettings.S3 s3 -> S3Store.open(s3);
        };
    }
}
