package io.waddleperf.api.artifacts;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreException;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.contracts.ArtifactChunk;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// The archive, as far as it is read for artifacts.
@Singleton
final class ArtifactContent {
    private static final Logger LOG = Logger.getLogger(ArtifactContent.class);

    private final Optional<ObjectStore> store;

    ArtifactContent(Config config) {
        store = config.getOptionalValue(StoreSettings.LOCATION, String.class)
                .map(_ -> StoreSettings.of(name -> config.getOptionalValue(name, String.class)))
                .map(ObjectStores::open);
    }

    /// All of it, at most 16 MiB: what cannot be read is then a problem and not a file cut short.
    byte[] of(ArtifactsQuery.Found found) {
        requireComplete(found.view());
        var archive = store.orElseThrow(() ->
                ProblemException.of(ProblemKind.ARCHIVE_AWAY, "set " + StoreSettings.LOCATION + " of the server"));
        try (var in = archive.open(found.objectKey())) {
            return in.readNBytes(ArtifactChunk.MOST_TOTAL_BYTES);
        } catch (StoreException e) {
            throw problem(e);
        } catch (IOException e) {
            LOG.warnf("an artifact cannot be read: %s", e);
            throw ProblemException.of(ProblemKind.ARCHIVE_AWAY, "it broke off; try again in some seconds", e);
        }
    }

    private static void requireComplete(ArtifactView artifact) {
        switch (artifact.state()) {
            case "complete" -> {}
            case "arriving" ->
                throw ProblemException.of(
                        ProblemKind.CONFLICT, "not all of it has come yet; try again in some seconds");
            default ->
                throw ProblemException.of(ProblemKind.GONE, "it is " + artifact.state() + ": " + artifact.note());
        }
    }

    /// Where the archive is and what is wrong with it is for the operator.
    private static ProblemException problem(StoreException e) {
        if (e.kind() == StoreException.Kind.NO_SUCH_KEY) {
            return ProblemException.of(ProblemKind.GONE, "it was deleted from the archive", e);
        }
        LOG.warn(e.getMessage());
        return ProblemException.of(ProblemKind.ARCHIVE_AWAY, "the log of the server says why", e);
    }

    @PreDestroy
    void close() {
        store.ifPresent(ObjectStore::close);
    }
}
