package io.waddleperf.contracts.kafka;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.waddleperf.contracts.WireName;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes an enum by its wire name; a name that this version does not know becomes `UNKNOWN`.
final class WireNameAdapter<E extends Enum<E> & WireName> implements JsonAdapter<E> {
    private final Map<String, E> byName;
    private final E unknown;

    WireNameAdapter(E[] values, E unknown) {
        this.byName = Arrays.stream(values).collect(Collectors.toMap(WireName::wireName, Function.identity()));
        this.unknown = unknown;
    }

    @Override
    public void toJson(JsonWriter writer, E value) {
        writer.value(value.wireName());
    }

    @Override
    public E fromJson(JsonReader reader) {
        return byName.getOrDefault(reader.readString(), unknown);
    }
}
