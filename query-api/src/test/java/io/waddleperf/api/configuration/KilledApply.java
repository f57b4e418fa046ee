package io.waddleperf.api.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.api.sql.Database;
import io.waddleperf.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.mariadb.jdbc.MariaDbDataSource;

/// A process that applies documents and is killed the moment they are committed.
final class KilledApply {
    private KilledApply() {}

    /// @return how it ended
    static int run(TestDatabase database, String suffix) throws Exception {
        return KilledProcess.run(KilledApply.class, database, suffix);
    }

    public static void main(String... arguments) throws Exception {
        var source = new MariaDbDataSource(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        String documents = """
                {"documents":[
                 {"apiVersion":"waddleperf.io/v1","kind":"Target","metadata":{"name":"doc-%s"},
                  "spec":{"address":"192.0.2.77"}},
                 {"apiVersion":"waddleperf.io/v1","kind":"Target","metadata":{"name":"doc2-%s"},
                  "spec":{"address":"192.0.2.78","dependsOn":["doc-%s"]}}]}""".formatted(arguments[3], arguments[3], arguments[3]);
        var order = DocumentOrder.read(documents.getBytes(StandardCharsets.UTF_8));
        var changes = documents(new Database(source)).carryOut(order);
        System.err.println("it lives on: " + changes);
    }

    private static Documents documents(Database database) {
        var mapper = new ObjectMapper();
        new JsonSettings().customize(mapper);
        var callers = new Callers(() -> Caller.SYSTEM);
        var sights = new Sights(database, callers);
        var writes = new ConfigurationWrites(new Outbox(), new Audit(callers, mapper), new Reach(sights));
        var visible = new VisibleConfiguration(new ConfigurationQuery(database), sights, callers);
        return new Documents(
                database,
                new DocumentWrites(writes, new CheckWrites(writes), new SiteWrites(writes)),
                visible,
                sights,
                callers,
                () -> Runtime.getRuntime().halt(KilledProcess.KILLED));
    }
}
