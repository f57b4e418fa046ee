package io.waddleperf.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/// The scripts in their order, by name: the same in every class loader, and no search at start.
///
/// Each script can be run again after it was cut off in its middle, since DDL has no rollback.
final class MigrationScripts implements ResourceProvider {
    static final String FOLDER = "db/migration/";
    static final List<String> NAMES = List.of(
            "V1__results.sql",
            "V2__configuration.sql",
            "V3__rules.sql",
            "V4__escalation.sql",
            "V5__actions.sql",
            "V6__notification.sql",
            "V7__artifact.sql",
            "V8__escalation_step.sql",
            "V9__joining.sql",
            "V10__accounts.sql",
            "V11__external_accounts.sql",
            "V12__documents.sql",
            "V13__configuration_turn.sql",
            "V14__channels.sql",
            "V15__location.sql",
            "V16__license.sql",
            "V17__assignee.sql",
            "V18__incident_snapshot.sql");

    /// The version of the last script.
    static int newest() {
        String last = NAMES.getLast();
        return Integer.parseInt(last.substring(1, last.indexOf("__")));
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return NAMES.stream()
                .filter(script -> name.endsWith(script))
                .findFirst()
                .map(Script::new)
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    static String text(String name) {
        try (@Nullable InputStream script = MigrationScripts.class.getResourceAsStream("/" + FOLDER + name)) {
            if (script == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + name);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One script as Flyway wants it.
    private static final class Script extends LoadableResource {
        private final String name;

        private Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new StringReader(text(name));
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
