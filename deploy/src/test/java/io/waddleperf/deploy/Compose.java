package io.waddleperf.deploy;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A file of compose, each service with what it takes over of `common.yaml`.
///
/// @param services by their name; of each its fields
record Compose(Map<String, Map<String, Object>> services) {
    private static final Path FOLDER = Path.of("compose");
    private static final String COMMON = "common.yaml";
    private static final KubernetesSerialization TYPES = new KubernetesSerialization();

    /// @param file its name
    static Compose of(String file) {
        var common = read(COMMON);
        var services = new LinkedHashMap<String, Map<String, Object>>();
        read(file).forEach((name, service) -> {
            var whole = new LinkedHashMap<String, Object>();
            if (service.get("extends") instanceof Map<?, ?> from) {
                whole.putAll(common.getOrDefault(String.valueOf(from.get("service")), Map.of()));
            }
            service.forEach((field, value) -> whole.merge(field, value, Compose::both));
            services.put(name, whole);
        });
        return new Compose(services);
    }

    /// As compose does it: of lists and mappings both, of anything else the latter.
    private static Object both(Object before, Object value) {
        if (before instanceof List<?> names && value instanceof Map<?, ?> map) {
            var both = new LinkedHashMap<Object, Object>();
            names.forEach(name -> both.put(name, Map.of()));
            both.putAll(map);
            return both;
        }
        if (before instanceof Map<?, ?> first && value instanceof Map<?, ?> second) {
            var both = new LinkedHashMap<Object, Object>(first);
            both.putAll(second);
            return both;
        }
        return value;
    }

    private static Map<String, Map<String, Object>> read(String file) {
        try {
            Map<?, ?> all = TYPES.unmarshal(Files.readString(FOLDER.resolve(file)), Map.class);
            var services = new LinkedHashMap<String, Map<String, Object>>();
            map(Objects.requireNonNull(all.get("services"), file))
                    .forEach((name, service) -> services.put(name, merged(map(service))));
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not read", e);
        }
    }

    /// With what stands under `<<`, of itself and of its fields.
    private static Map<String, Object> merged(Map<String, Object> fields) {
        var merged = new LinkedHashMap<String, Object>();
        Object others = fields.get("<<");
        for (Object other :
                others instanceof List<?> several ? several : others == null ? List.of() : List.of(others)) {
            merged.putAll(merged(map(other)));
        }
        fields.forEach((name, value) -> {
            if (!name.equals("<<")) {
                merged.put(name, value instanceof Map<?, ?> ? merged(map(value)) : value);
            }
        });
        return merged;
    }

    private static Map<String, Object> map(Object value) {
        var map = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value).forEach((name, of) -> map.put(String.valueOf(name), of));
        return map;
    }

    /// What one service is told by environment.
    Map<String, Object> environment(String service) {
        return field(service, "environment");
    }

    /// A field that is a mapping; a list of names is one to nothing.
    Map<String, Object> field(String service, String name) {
        Object value = services.getOrDefault(service, Map.of()).getOrDefault(name, Map.of());
        return map(both(value, Map.of()));
    }
}
