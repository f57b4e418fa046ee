package io.waddleperf.cli.documents;

import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.FieldMap;
import io.waddleperf.documents.Pointers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `${NAME}` in a text is the value of that variable, `$${NAME}` is `${NAME}` itself.
///
/// It is put into texts that were read already, so a value cannot become a field.
final class Substitution {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$*)\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final UnaryOperator<@Nullable String> environment;

    Substitution(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /// @throws FieldException where a variable is not set
    Object in(Object tree, String pointer) {
        return switch (tree) {
            case Map<?, ?> map -> in(map, pointer);
            case List<?> list -> in(list, pointer);
            default -> in(String.valueOf(tree), pointer);
        };
    }

    private Map<String, Object> in(Map<?, ?> map, String pointer) {
        var all = new LinkedHashMap<String, Object>();
        map.forEach((key, value) ->
                all.put(String.valueOf(key), in((Object) value, Pointers.member(pointer, String.valueOf(key)))));
        return all;
    }

    private List<Object> in(List<?> list, String pointer) {
        var all = new ArrayList<Object>();
        list.forEach(item -> all.add(in((Object) item, Pointers.item(pointer, all.size()))));
        return all;
    }

    private String in(String text, String pointer) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).isEmpty()
                                ? value(match.group(2), pointer)
                                : match.group(1) + '{' + match.group(2) + '}'));
    }

    private String value(String name, String pointer) {
        String value = environment.apply(name);
        if (value == null) {
            throw FieldMap.wrongAt(
                    pointer, "the variable " + name + " is not set; $${" + name + "} stands for the text itself");
        }
        return value;
    }

    /// As a text must stand in a document to be read as it is.
    static Object escaped(Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> all.put(String.valueOf(key), escaped((Object) value)));
                yield all;
            }
            case List<?> list ->
                list.stream().map(item -> escaped((Object) item)).toList();
            case String text ->
                VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement("$" + match.group()));
            default -> tree;
        };
    }
}
