package io.waddleperf.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes Jackson write events, times and names as the topics have them.
@Singleton
public final class JsonSettings implements ObjectMapperCustomizer {
    private static final String CONTRACTS = WireName.class.getPackageName();

    /// The last one to register a module is asked first.
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        var module = new SimpleModule("waddleperf-wire") {
            @Override
            public void setupModule(SetupContext context) {
                context.addSerializers(new WireSerializers());
            }
        };
        mapper.registerModule(module);
    }

    /// Chooses by type who writes a value.
    private static final class WireSerializers extends Serializers.Base {
        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            Class<?> raw = type.getRawClass();
            if (raw == RawJson.class) {
                return new Verbatim(value -> ((RawJson) value).text());
            }
            if (WireName.class.isAssignableFrom(raw)) {
                return new Verbatim(value -> '"' + ((WireName) value).wireName() + '"');
            }
            boolean event = raw.isRecord() && raw.getPackageName().equals(CONTRACTS);
            return event || raw == Instant.class ? new Verbatim(WireCodec::text) : null;
        }
    }

    /// Writes a value that knows its own JSON.
    private static final class Verbatim extends JsonSerializer<Object> {
        private final Function<Object, String> json;

        Verbatim(Function<Object, String> json) {
            this.json = json;
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeRawValue(json.apply(value));
        }
    }
}
