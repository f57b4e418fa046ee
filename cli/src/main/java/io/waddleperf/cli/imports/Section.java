package io.waddleperf.cli.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A map of another tool's configuration, of which is known what was used: the rest has no counterpart.
final class Section {
    private final String name;
    private final Map<String, Yml> left;

    Section(String name, Map<String, Yml> fields) {
        this.name = name;
        this.left = new LinkedHashMap<>(fields);
    }

    static Section of(String name, Optional<Yml> yml) {
        return new Section(name, yml.map(found -> found.map(name)).orElse(Map.of()));
    }

    Optional<Yml> take(String field) {
        return Optional.ofNullable(left.remove(field)).filter(yml -> !yml.isNull());
    }

    Optional<String> text(String field) {
        return take(field).map(yml -> yml.text(name + '.' + field));
    }

    boolean truth(String field, boolean otherwise) {
        return take(field).map(yml -> yml.truth(name + '.' + field)).orElse(otherwise);
    }

    /// What is false is lost by nobody.
    void unlessTrue(String field) {
        left.computeIfPresent(field, (_, yml) -> !yml.isNull() && yml.truth(name + '.' + field) ? yml : null);
    }

    Section section(String field) {
        return of(name + '.' + field, take(field));
    }

    String name() {
        return name;
    }

    /// Says of what is left that it is lost.
    void end(Imported imported) {
        left.forEach((field, yml) -> imported.note(yml.place(), name + '.' + field + " has no counterpart"));
        left.clear();
    }
}
