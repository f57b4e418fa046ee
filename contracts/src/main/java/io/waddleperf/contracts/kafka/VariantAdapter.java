package io.waddleperf.contracts.kafka;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;

/// Reads a sealed type; a variant that this version does not know becomes its `Unknown`.
final class VariantAdapter<T> implements JsonAdapter<T> {
    /// How the generated adapter begins its complaint, after it has read the whole object.
    private static final String UNKNOWN_VARIANT = "Unknown value for type property";

    private final JsonAdapter<T> known;
    private final T unknown;

    VariantAdapter(JsonAdapter<T> known, T unknown) {
        this.known = known;
        this.unknown = unknown;
    }

    @Override
    public void toJson(JsonWriter writer, T value) {
        known.toJson(writer, value);
    }

    @Override
    public T fromJson(JsonReader reader) {
        try {
            return known.fromJson(reader);
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).startsWith(UNKNOWN_VARIANT)) {
                return unknown;
            }
            throw e;
        }
    }
}
