package io.waddleperf.standalone;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.JsonBody;
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
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The switch of `up --demo`; without the demo there is nothing here.
@Path("/api/v1/demo")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DemoResource {
    private static final String FIELD = "fault";

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
            return new State(demo.active().wireName(), choices);
        }
    }

    /// One thing that can be broken.
    public record Choice(String kind, String label, String detail, boolean simulated) {
        static Choice of(Fault fault) {
            return new Choice(fault.wireName(), fault.label(), fault.detail(), fault.simulated());
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

    private static Fault read(byte[] json) {
        var body = JsonBody.read(json, List.of(FIELD));
        Fault fault = body.required(FIELD, body.choice(FIELD, List.of(Fault.values())));
        return body.make(() -> Objects.requireNonNull(fault));
    }
}
