package io.waddleperf.api.http;

import io.vertx.core.MultiMap;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.WireName;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of a query: reads each, gathers what is wrong, and [#check] refuses it all at once.
///
/// A wrong value reads as its default, so that the next parameter is looked at too.
public final class Parameters {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final Function<String, @Nullable List<String>> source;
    private final List<FieldError> errors = new ArrayList<>();

    Parameters(Function<String, @Nullable List<String>> source) {
        this.source = source;
    }

    public static Parameters of(UriInfo uri) {
        return new Parameters(uri.getQueryParameters()::get);
    }

    public static Parameters of(MultiMap query) {
        return new Parameters(query::getAll);
    }

    /// The name of a probe, target or check.
    public @Nullable String name(String field) {
        return read(field, text -> {
            Require.name(field, text);
            return text;
        });
    }

    public int integer(String field, int fallback, int least, int most) {
        String allowed = "must be a whole number from " + least + " to " + most;
        Integer value = read(field, text -> {
            Require.that(text.matches("-?\\d{1,9}"), field, '"' + text + '"', allowed);
            int number = Integer.parseInt(text);
            Require.that(number >= least && number <= most, field, number, allowed);
            return number;
        });
        return value == null ? fallback : value;
    }

    public @Nullable Integer integerOrNull(String field, int least, int most) {
        int none = least - 1;
        int value = integer(field, none, least, most);
        return value == none ? null : value;
    }

    /// A time in RFC 3339.
    public @Nullable Instant instant(String field) {
        // A '+' of an offset that was not escaped arrives as a blank.
        return read(field, text -> time(field, text.replace(' ', '+')));
    }

    static Instant time(String field, String text) {
        String allowed = "must be a time such as 2026-11-23T02:42:33Z, from 2000 to 2100";
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            Require.that(at.isAfter(EARLIEST) && at.isBefore(LATEST), field, text, allowed);
            return at;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(field + ' ' + allowed + ", not \"" + text + '"', e);
        }
    }

    /// Any text that is not blank.
    public @Nullable String text(String field, int most) {
        return read(field, text -> {
            boolean fits = !text.isBlank() && text.length() <= most;
            Require.that(fits, field, '"' + text + '"', "must be 1 to " + most + " characters");
            return text;
        });
    }

    public boolean flag(String field, boolean fallback) {
        Boolean value = read(field, text -> {
            Require.that(text.equals("true") || text.equals("false"), field, '"' + text + '"', "must be true or false");
            return text.equals("true");
        });
        return value == null ? fallback : value;
    }

    public <E extends Enum<E> & WireName> @Nullable E choice(String field, List<E> allowed) {
        return read(field, text -> choice(field, text, allowed));
    }

    static <E extends Enum<E> & WireName> E choice(String field, String text, List<E> allowed) {
        return allowed.stream()
                .filter(choice -> choice.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + " must be one of "
                        + allowed.stream().map(WireName::wireName).collect(Collectors.joining(", "))
                        + ", not \"" + text + '"'));
    }

    /// Several, with commas between them; empty where the parameter is not given.
    public <E extends Enum<E> & WireName> Set<E> choices(String field, List<E> allowed) {
        Set<E> chosen = read(
                field,
                text -> Arrays.stream(text.split(",", -1))
                        .map(one -> choice(field, one, allowed))
                        .collect(Collectors.toUnmodifiableSet()));
        return chosen == null ? Set.of() : chosen;
    }

    /// A parameter that must be given once or several times.
    public <T> List<T> several(String field, int most, Function<String, T> parser) {
        List<String> given = source.apply(field);
        if (given == null || given.isEmpty() || given.size() > most) {
            errors.add(new FieldError(field, "must be given 1 to " + most + " times"));
            return List.of();
        }
        var values = new ArrayList<T>();
        for (String text : given) {
            try {
                values.add(parser.apply(text));
            } catch (IllegalArgumentException e) {
                errors.add(new FieldError(field, withoutField(field, String.valueOf(e.getMessage()))));
                return List.of();
            }
        }
        return List.copyOf(values);
    }

    public <T> @Nullable T cursor(Cursor<T> kind) {
        return read("cursor", kind::read);
    }

    /// Demands a parameter that has been read.
    public <T> @Nullable T required(String field, @Nullable T value) {
        if (value == null && errors.stream().noneMatch(error -> error.field().equals(field))) {
            errors.add(new FieldError(field, "must be given"));
        }
        return value;
    }

    public void require(boolean holds, String field, String detail) {
        if (!holds) {
            errors.add(new FieldError(field, detail));
        }
    }

    /// @throws ProblemException says everything that is wrong
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.of(ProblemKind.BAD_REQUEST, errors);
        }
    }

    private <T> @Nullable T read(String field, Function<String, T> parser) {
        List<String> given = source.apply(field);
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (given.size() > 1) {
            errors.add(new FieldError(field, "must be given once, not " + given.size() + " times"));
            return null;
        }
        try {
            return parser.apply(given.getFirst());
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(field, withoutField(field, String.valueOf(e.getMessage()))));
            return null;
        }
    }

    /// Messages of `Require` begin with the field, which the answer has in a member of its own.
    public static String withoutField(String field, String message) {
        return message.startsWith(field + ' ') ? message.substring(field.length() + 1) : message;
    }

    /// The values of an enum that callers may name: all but the one for newer writers.
    public static <E extends Enum<E> & WireName> List<E> known(E[] values) {
        return Arrays.stream(values)
                .filter(value -> !value.wireName().equals("unknown"))
                .toList();
    }
}
