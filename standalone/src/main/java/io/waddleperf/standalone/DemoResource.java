package io.waddleperf.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.standalone.demo.Demo;
import io.waddleperf.standalone.demo.Fault;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The switch of `up --demo`; without the demo there is nothing here.
@Path("/api/v1/demo")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DemoResource {
    private static final String FIELD = "fault";
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Supplier<@Nullable Demo> demo;

    @Inject
    DemoResource() {
        this(() -> Standalone.running().demo());
    }

    DemoResource(Supplier<@Nullable Demo> demo) {
        this.demo = demo;
    }

    /// What is broken, and what can be.
    public record State(String active, List<Choice> faults) {
        static State of(Demo demo) {
            var choices = Arrays.stream(Fault.values()).map(Choice::of).toList();
            return new State(demo.active().kind(), choices);
        }
    }

    /// One thing that can be broken.
    public record Choice(String kind, String label, String detail, boolean simulated) {
        static Choice of(Fault fault) {
            return new Choice(fault.kind(), fault.label(), fault.detail(), fault.simulated());
        }
    }

    @GET
    public State state() {
        return State.of(running());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public State suffer(byte[] body) {
        Demo now = running();
        Fault fault = read(body);
        try {
            now.suffer(fault);
        } catch (IOException e) {
            throw ProblemException.of(ProblemKind.INTERNAL, String.valueOf(e.getMessage()), e);
        }
        return State.of(now);
    }

    private Demo running() {
        Demo now = demo.get();
        if (now == null) {
            throw ProblemException.of(ProblemKind.NOT_FOUND, "the demo is off; `waddleperf up --demo` starts it");
        }
        return now;
    }

    private static Fault read(byte[] body) {
        JsonNode json = parse(body);
        refuseUnknown(json);
        JsonNode kind = json.get(FIELD);
        if (kind == null || !kind.isTextual()) {
            throw ProblemException.badRequest(FIELD, "must be one of " + kinds() + ", not " + kind);
        }
        return Fault.ofKind(kind.textValue())
                .orElseThrow(() -> ProblemException.badRequest(FIELD, "must be one of " + kinds() + ", not " + kind));
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = STRICT.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
            throw ProblemException.badRequest("body", "must be a JSON object with " + FIELD);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw ProblemException.badRequest("body", "is not JSON: " + e.getOriginalMessage() + place);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are always read", e);
        }
    }

    private static void refuseUnknown(JsonNode json) {
        var errors = json.propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> !field.equals(FIELD))
                .map(field -> new FieldError(field, "is not known; there is " + FIELD))
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.of(ProblemKind.UNKNOWN_FIELD, errors);
        }
    }

    private static String kinds() {
        return Arrays.stream(Fault.values()).map(Fault::kind).collect(Collectors.joining(", "));
    }
}
