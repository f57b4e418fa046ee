package io.waddleperf.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fields of a manifest that Kubernetes' types do not have, which a cluster drops or refuses: they are what the types
/// keep
/// aside when they are read.
final class UnknownFields {
    private static final String ASIDE = "getAdditionalProperties";
    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /// @return each by its path, such as `Deployment.spec.replica`
    static List<String> of(Object resource) {
        var fields = new UnknownFields();
        if (resource instanceof GenericKubernetesResource unknown) {
            fields.found.add(unknown.getKind() + " of " + unknown.getApiVersion());
        } else {
            fields.look(resource.getClass().getSimpleName(), resource);
        }
        return fields.found;
    }

    private void look(String path, Object value) {
        switch (value) {
            case Collection<?> items -> items.forEach(item -> look(path + "[]", item));
            case Map<?, ?> map -> map.forEach((key, item) -> look(path + '.' + key, item));
            default -> {
                if (value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
                    lookInto(path, value);
                }
            }
        }
    }

    private void lookInto(String path, Object value) {
        for (Method getter : value.getClass().getMethods()) {
            if (getter.getParameterCount() > 0 || !getter.getName().startsWith("get")) {
                continue;
            }
            Object field = read(getter, value);
            if (getter.getName().equals(ASIDE) && field instanceof Map<?, ?> aside) {
                aside.keySet().forEach(name -> found.add(path + '.' + name));
            } else if (field != null && !(field instanceof Enum<?>)) {
                look(
                        path
                                + '.'
                                + Character.toLowerCase(getter.getName().charAt(3))
                                + getter.getName().substring(4),
                        field);
            }
        }
    }

    private static @Nullable Object read(Method getter, Object value) {
        try {
            return getter.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(getter + " of Kubernetes' types cannot be read", e);
        }
    }
}
