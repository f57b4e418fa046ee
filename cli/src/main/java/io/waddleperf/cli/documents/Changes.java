package io.waddleperf.cli.documents;

import io.waddleperf.cli.Plain;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.Columns;
import io.waddleperf.cli.text.Fields;
import io.waddleperf.documents.Pointers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a server says has become of documents, or would become of them.
record Changes(Map<String, Object> answer, List<FoundDocument> documents) {
    private static final Pattern OF_DOCUMENT = Pattern.compile("/documents/(\\d+)(/.*)?");
    private static final String REFUSED = "refused";
    private static final String UNCHANGED = "unchanged";

    private List<Map<?, ?>> items() {
        return Fields.items(answer, "items");
    }

    /// What was refused, each with file, line and field where it stands in a file.
    List<String> complaints() {
        return items().stream()
                .filter(item -> REFUSED.equals(item.get("result")))
                .map(this::complaint)
                .toList();
    }

    private String complaint(Map<?, ?> item) {
        String detail = Fields.text(item, "detail");
        var place = OF_DOCUMENT.matcher(String.valueOf(item.get("pointer")));
        if (!place.matches() || Integer.parseInt(place.group(1)) >= documents.size()) {
            return called(item) + ": " + detail;
        }
        String pointer = Objects.requireNonNullElse(place.group(2), "");
        String sentence = (pointer.isEmpty() ? called(item) : Pointers.words(pointer)) + ": " + detail;
        return documents.get(Integer.parseInt(place.group(1))).complaint(pointer, sentence);
    }

    private static String called(Map<?, ?> item) {
        return Fields.text(item, "kind") + ' ' + Fields.text(item, "name");
    }

    boolean differ() {
        return items().stream().anyMatch(item -> !UNCHANGED.equals(item.get("result")));
    }

    void print(Surroundings surroundings, Output output) {
        surroundings
                .out()
                .print(
                        switch (output) {
                            case table -> table();
                            case json -> Output.json(answer);
                            case yaml -> Output.yaml(answer);
                        });
    }

    private String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("KIND", "NAME", "RESULT", "DETAIL"));
        items().forEach(item -> rows.add(List.of(
                Fields.text(item, "kind"),
                Fields.text(item, "name"),
                Fields.text(item, "result"),
                Fields.text(item, "detail"))));
        return Columns.aligned(rows);
    }

    /// Such as `2 created, 1 changed`.
    String counts() {
        return items().stream()
                .collect(Collectors.groupingBy(
                        item -> Fields.text(item, "result"), LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /// Each field that differs; nothing where nothing does.
    String differences() {
        var text = new StringBuilder();
        for (var item : items()) {
            if (UNCHANGED.equals(item.get("result"))) {
                continue;
            }
            text.append(called(item))
                    .append(": ")
                    .append(Fields.text(item, "result"))
                    .append('\n');
            var before = flat(Fields.map(item, "before"));
            var after = flat(Fields.map(item, "after"));
            var names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            names.stream()
                    .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                    .forEach(name -> {
                        append(text, "- ", name, before);
                        append(text, "+ ", name, after);
                    });
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String sign, String name, Map<String, String> values) {
        String value = values.get(name);
        if (value != null) {
            text.append("  ")
                    .append(sign)
                    .append(Plain.line(name))
                    .append(": ")
                    .append(Plain.line(value))
                    .append('\n');
        }
    }

    /// Each value by its place.
    private static Map<String, String> flat(Map<?, ?> document) {
        var flat = new LinkedHashMap<String, String>();
        put(flat, "", document);
        return flat;
    }

    private static void put(Map<String, String> flat, String pointer, Object tree) {
        switch (tree) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> put(flat, Pointers.member(pointer, String.valueOf(key)), value));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    put(flat, Pointers.item(pointer, i), list.get(i));
                }
            }
            default -> flat.put(Pointers.words(pointer), String.valueOf(tree));
        }
    }
}
