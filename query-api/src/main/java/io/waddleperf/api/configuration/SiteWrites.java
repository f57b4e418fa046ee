package io.waddleperf.api.configuration;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.DocumentChanges.Item;
import io.waddleperf.api.configuration.DocumentChanges.Result;
import io.waddleperf.api.configuration.DocumentOrder.Name;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Location;
import io.waddleperf.documents.Document;
import io.waddleperf.documents.DocumentWriter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/// Writes where sites are, which is on no topic: documents alone state it.
@Singleton
final class SiteWrites {
    private final ConfigurationWrites writes;

    SiteWrites(ConfigurationWrites writes) {
        this.writes = writes;
    }

    /// @throws ProblemException where it is not allowed
    Item put(Connection transaction, Document document, Location location, Caller who) throws SQLException {
        Reach.requireAll(who);
        var old = DocumentRow.find(transaction, document.kind(), document.name());
        var next = DocumentRow.of(document, location);
        if (next.equals(old)) {
            return Item.of(document, Result.UNCHANGED, null, null, null);
        }
        next.write(transaction);
        Location before = old == null ? null : old.location();
        writes.note(transaction, who, new Audit.Change("site.put", document.name(), before, location));
        return Item.of(
                document,
                old == null ? Result.CREATED : Result.CHANGED,
                null,
                old == null || before == null
                        ? null
                        : Item.written(document, old.labels(), DocumentWriter.spec(before)),
                Item.written(document, document.labels(), DocumentWriter.spec(location)));
    }

    /// @throws ProblemException where it is not allowed
    Item remove(Connection transaction, Name name, Caller who) throws SQLException {
        Reach.requireAll(who);
        var row = DocumentRow.find(transaction, name.kind(), name.name());
        if (row == null || row.location() == null) {
            return CheckWrites.nothingThere(transaction, name);
        }
        DocumentRow.remove(transaction, name.kind(), name.name());
        writes.note(transaction, who, new Audit.Change("site.remove", name.name(), row.location(), null));
        return Item.gone(name, row.labels(), DocumentWriter.spec(row.location()));
    }
}
