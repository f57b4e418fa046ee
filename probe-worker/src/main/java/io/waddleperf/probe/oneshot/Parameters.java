package io.waddleperf.probe.oneshot;

import io.avaje.json.mapper.JsonMapper;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.SpecField;
import io.waddleperf.contracts.SpecField.Group;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestKind;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the command line says of the parameters of tests, such as `http.expectStatus=204`. They bear the
/// names of a test's JSON Schema, since both are made of the same [SpecField]s.
///
/// @param byTest the fields of each test as its JSON has them, by the test's name
record Parameters(Map<?, ?> byTest) {
    static final Parameters NONE = new Parameters(Map.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param assignment `TEST.FIELD=VALUE`; of a field that was given before the last value holds, and a list grows
    /// @throws IllegalArgumentException says what is wrong, where, and what there is
    Parameters with(String assignment) {
        int equals = assignment.indexOf('=');
        Require.that(
                equals > 0 && assignment.lastIndexOf('.', equals) > 0,
                "--set",
                '"' + assignment + '"',
                "must be TEST.FIELD=VALUE, such as http.expectStatus=204");
        String name = assignment.substring(0, equals);
        var parts = List.of(name.split("\\.", -1));
        var kind = kind(parts.getFirst());
        try {
            Object value = value(kind, parts.subList(1, parts.size()), assignment.substring(equals + 1));
            return new Parameters((Map<?, ?>) merged(byTest, Map.of(parts.getFirst(), value)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--set " + name + ": " + e.getMessage(), e);
        }
    }

    private static Group kind(String test) {
        return TestKind.all().stream()
                .filter(kind -> kind.test().wireName().equals(test))
                .map(Parameters::fields)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--set must name one of " + Options.testNames() + ", not \"" + test + '"'));
    }

    private static Group fields(TestKind kind) {
        return new Group(new SpecField.Word(kind.test().wireName(), "", ""), kind.fields(), List.of());
    }

    /// @param parts of the name, from the field on
    private static Object value(SpecField field, List<String> parts, String text) {
        if (!parts.isEmpty()) {
            String name = parts.getFirst();
            return Map.of(name, value(inner(field, name), parts.subList(1, parts.size()), text));
        }
        return switch (field) {
            case SpecField.Whole whole -> number(whole, text);
            case SpecField.Flag flag -> {
                Require.that(text.matches("true|false"), flag.name(), '"' + text + '"', "must be true or false");
                yield Boolean.valueOf(text);
            }
            case SpecField.Choice choice -> {
                choice.require(text);
                yield text;
            }
            case SpecField.Text plain -> text(plain, text);
            case SpecField.Many many -> List.of(value(many.each(), parts, text));
            case Group group -> object(group, text);
        };
    }

    private static SpecField inner(SpecField field, String name) {
        List<SpecField> fields = field instanceof Group group ? group.fields() : List.of();
        Require.that(!fields.isEmpty(), field.name(), name, "has no fields that are set one by one");
        return fields.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field.name() + " has the fields "
                        + fields.stream().map(SpecField::name).collect(Collectors.joining(", ")) + ", not \"" + name
                        + '"'));
    }

    /// Whoever gives a secret itself in place of its name is not shown it again.
    private static String text(SpecField.Text field, String text) {
        switch (field.kind()) {
            case PLAIN, REGEX -> field.require(text);
            case SECRET_NAME ->
                Require.that(
                        text.matches(field.pattern()),
                        field.name(),
                        "what was given",
                        "must be the name of a file in the directory of --secrets");
        }
        return text;
    }

    /// A time, too, where it is one.
    private static long number(SpecField.Whole whole, String text) {
        long number;
        if (text.matches("-?\\d{1,18}")) {
            number = Long.parseLong(text);
        } else {
            boolean time = whole.unit().equals("µs") || whole.unit().equals("s");
            Require.that(time, whole.name(), '"' + text + '"', "must be a whole number");
            long unit = whole.unit().equals("s") ? 1_000_000 : 1;
            long micros = Times.micros(whole.name(), text);
            Require.that(micros % unit == 0, whole.name(), '"' + text + '"', "must be whole seconds");
            number = micros / unit;
        }
        whole.require(number);
        return number;
    }

    /// Several fields at once, as JSON: each is read as if it were set alone.
    private static Object object(Group group, String json) {
        Object read;
        try {
            read = JSON.fromJson(json);
        } catch (RuntimeException e) { // the parser throws many kinds
            throw new IllegalArgumentException(
                    group.name() + " must be a JSON object, such as {\"name\":\"server\"}", e);
        }
        if (!(read instanceof Map<?, ?> given)) {
            throw new IllegalArgumentException(group.name() + " must be a JSON object, such as {\"name\":\"server\"}");
        }
        for (String required : group.required()) {
            Require.that(given.containsKey(required), group.name(), "what was given", "must have " + required);
        }
        Object all = Map.of();
        for (var one : given.entrySet()) {
            String name = String.valueOf(one.getKey());
            List<?> values = one.getValue() instanceof List<?> list ? list : Collections.singletonList(one.getValue());
            for (Object value : values) {
                Require.that(value != null, name, "null", "must have a value");
                String text = value instanceof Map<?, ?> map ? JSON.toJson(map) : String.valueOf(value);
                all = merged(all, value(group, List.of(name), text));
            }
        }
        return all;
    }

    /// The fields of both, those of the second before those of the first; lists one behind the other.
    private static Object merged(@Nullable Object first, Object second) {
        return switch (second) {
            case Map<?, ?> map
            when first instanceof Map<?, ?> before -> {
                var all = new LinkedHashMap<Object, Object>(before);
                map.forEach((name, value) -> all.put(name, merged(all.get(name), value)));
                yield all;
            }
            case List<?> list
            when first instanceof List<?> before -> {
                var all = new ArrayList<Object>(before);
                all.addAll(list);
                yield all;
            }
            default -> second;
        };
    }

    /// The test with these instead of its own.
    ///
    /// @throws IllegalArgumentException where they do not go together
    TestSpec over(TestSpec spec) {
        String test = spec.test().wireName();
        Object given = byTest.get(test);
        if (given == null) {
            return spec;
        }
        try {
            Object whole = merged(JSON.fromJson(WireCodec.text(spec)), given);
            return WireCodec.read(TestSpec.class, JSON.toJson(whole));
        } catch (WireFormatException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new IllegalArgumentException("--set " + test + ": " + why, e);
        }
    }

    /// @throws IllegalArgumentException where one of them is of another test
    void requireOnly(Set<Test> tests) {
        var names = tests.stream().map(Test::wireName).collect(Collectors.toCollection(TreeSet::new));
        for (Object test : byTest.keySet()) {
            Require.that(
                    names.contains(String.valueOf(test)),
                    "--set",
                    test,
                    "must be of a test that runs (" + String.join(", ", names) + "; --tests names others)");
        }
    }

    /// A paragraph for each test with all that can be set.
    static String usage() {
        return TestKind.all().stream()
                .map(kind -> "  " + kind.test().wireName() + ": "
                        + kind.fields().stream().flatMap(Parameters::names).collect(Collectors.joining(", ")))
                .map(line -> line.replaceAll("(.{1,94})(?: +|$)", "$1\n      ").stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> names(SpecField field) {
        return switch (field) {
            case Group group ->
                group.fields().stream().flatMap(Parameters::names).map(name -> field.name() + '.' + name);
            case SpecField.Whole _, SpecField.Flag _, SpecField.Choice _, SpecField.Text _, SpecField.Many _ ->
                Stream.of(field.name());
        };
    }
}
