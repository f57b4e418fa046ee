package io.waddleperf.standalone;

import io.waddleperf.api.demo.DemoSwitch;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.standalone.demo.Demo;
import io.waddleperf.standalone.demo.Fault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The switch of `up --demo`; without the demo nothing can be broken.
@Singleton
final class StandaloneDemo implements DemoSwitch {
    private static final String FIELD = "fault";

    private final Supplier<@Nullable Demo> demo;

    @Inject
    StandaloneDemo() {
        this(() -> Standalone.running().demo());
    }

    StandaloneDemo(Supplier<@Nullable Demo> demo) {
        this.demo = demo;
    }

    @Override
    public State state() {
        Demo now = demo.get();
        return now == null ? State.NONE : state(now);
    }

    @Override
    public State suffer(byte[] json) {
        Demo now = demo.get();
        if (now == null) {
            throw ProblemException.of(ProblemKind.NOT_FOUND, "the demo is off; `waddleperf up --demo` starts it");
        }
        Fault fault = read(json);
        try {
            now.suffer(fault);
        } catch (IOException e) {
            throw ProblemException.of(ProblemKind.INTERNAL, String.valueOf(e.getMessage()), e);
        }
        return state(now);
    }

    private static State state(Demo now) {
        var choices = Arrays.stream(Fault.values())
                .map(fault -> new Choice(fault.wireName(), fault.label(), fault.detail(), fault.simulated()))
                .toList();
        return new State(true, now.active().wireName(), choices);
    }

    private static Fault read(byte[] json) {
        var body = JsonBody.read(json, List.of(FIELD));
        Fault fault = body.required(FIELD, body.choice(FIELD, List.of(Fault.values())));
        return body.make(() -> Objects.requireNonNull(fault));
    }
}
