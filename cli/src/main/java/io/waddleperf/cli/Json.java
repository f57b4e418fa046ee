package io.waddleperf.cli;

import io.avaje.json.mapper.JsonMapper;
import io.avaje.json.stream.JsonStream;

/// Any JSON as maps, lists and simple values; `WireCodec` is for events.
public final class Json {
    /// An empty list is written: whoever reads it by a program need not ask whether it is there.
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .jsonStream(JsonStream.builder().serializeEmpty(true).build())
            .build();

    private Json() {}
}
