package io.waddleperf.archive.store;

import io.waddleperf.archive.store.StoreException.Kind;
import io.waddleperf.archive.store.StoreSettings.Encryption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// A bucket, or what stands under a prefix of it.
///
/// Where the answer to a write is lost, the next try finds the file there: `create` is then false
/// although it was this caller's, as after a crash.
final class S3Store implements ObjectStore {
    private static final int MOST_DELETED = 1_000; // S3's limit of one request
    private static final int PRECONDITION_FAILED = 412;

    private final StoreSettings.S3 settings;
    private final S3Client client;
    private final S3Faults faults;

    private S3Store(StoreSettings.S3 settings, S3Client client) {
        this.settings = settings;
        this.client = client;
        this.faults = new S3Faults(describe(), settings.bucket());
    }

    static S3Store open(StoreSettings.S3 settings) {
        return new S3Store(settings, S3Clients.of(settings));
    }

    @Override
    public boolean create(String key, Path file) throws StoreException {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw unreadable(key, e);
        }
        if (size <= settings.limits().partBytes()) {
            return put(key, RequestBody.fromFile(file));
        }
        // Only the last step of an upload in parts asks whether the key is free.
        return find(key).isEmpty() && createInParts(key, file, size);
    }

    @Override
    public boolean create(String key, byte[] content) throws StoreException {
        return put(key, RequestBody.fromBytes(content));
    }

    private boolean put(String key, RequestBody body) throws StoreException {
        var request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(path(key))
                .ifNoneMatch("*");
        switch (settings.encryption()) {
            case Encryption.None() -> {}
            case Encryption.Aes256() -> request.serverSideEncryption(ServerSideEncryption.AES256);
            case Encryption.Kms(var kms) ->
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kms);
        }
        return unlessThere(key, () -> client.putObject(request.build(), body));
    }

    private boolean createInParts(String key, Path file, long size) throws StoreException {
        var upload = new S3Upload(client, settings, path(key));
        return unlessThere(key, () -> upload.run(file, size));
    }

    private boolean unlessThere(String key, Runnable write) throws StoreException {
        try {
            write.run();
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw faults.of("store " + key, e);
        } catch (SdkException e) {
            if (S3Faults.brokeOff(e) && isThere(key)) {
                return false;
            }
            throw faults.of("store " + key, e);
        } catch (UncheckedIOException e) {
            throw unreadable(key, e);
        }
    }

    /// A server may refuse and hang up in the middle of a body, so that its answer is lost; a
    /// request without one tells why.
    ///
    /// @throws StoreException what the server says to that, where it says something
    private boolean isThere(String key) throws StoreException {
        try {
            return find(key).isPresent();
        } catch (StoreException e) {
            if (e.kind() == Kind.AWAY) {
                return false;
            }
            throw e;
        }
    }

    private StoreException unreadable(String key, Exception e) {
        return new StoreException(
                Kind.OTHER, "Archive " + describe() + ": the file for " + key + " cannot be read: " + e, e);
    }

    @Override
    public InputStream open(String key) throws StoreException {
        var path = path(key);
        try {
            var answer = client.getObject(get -> get.bucket(settings.bucket()).key(path));
            return new S3Body(answer, key, faults, settings.limits(), System::nanoTime);
        } catch (SdkException e) {
            throw faults.of("open " + key, e);
        }
    }

    /// By a list, as the answer to HEAD does not tell a missing key from a missing bucket. A key
    /// comes before all that begin with it.
    @Override
    public Optional<Entry> find(String key) throws StoreException {
        var path = path(key);
        try {
            var page = client.listObjectsV2(
                    list -> list.bucket(settings.bucket()).prefix(path).maxKeys(1));
            return page.contents().stream()
                    .filter(object -> object.key().equals(path))
                    .map(this::entry)
                    .findFirst();
        } catch (SdkException e) {
            throw faults.of("look for " + key, e);
        }
    }

    @Override
    public List<Entry> list(String prefix) throws StoreException {
        var request = ListObjectsV2Request.builder()
                .bucket(settings.bucket())
                .prefix(settings.prefix() + Keys.requirePrefix(prefix))
                .build();
        try {
            return client.listObjectsV2Paginator(request).contents().stream()
                    .map(this::entry)
                    .filter(entry -> Keys.valid(entry.key()))
                    .sorted(Comparator.comparing(Entry::key))
                    .toList();
        } catch (SdkException e) {
            throw faults.of("list " + prefix, e);
        }
    }

    @Override
    public void delete(Collection<String> keys) throws StoreException {
        var all = new ArrayList<ObjectIdentifier>(keys.size());
        for (var key : keys) {
            all.add(ObjectIdentifier.builder().key(path(key)).build());
        }
        for (int from = 0; from < all.size(); from += MOST_DELETED) {
            delete(all.subList(from, Math.min(all.size(), from + MOST_DELETED)));
        }
    }

    private void delete(List<ObjectIdentifier> some) throws StoreException {
        try {
            var answer = client.deleteObjects(delete -> delete.bucket(settings.bucket())
                    .delete(what -> what.objects(some).quiet(true)));
            if (answer.hasErrors()) {
                throw faults.notDeleted(answer.errors());
            }
        } catch (SdkException e) {
            throw faults.of("delete " + some.size() + " objects", e);
        }
    }

    @Override
    public void check() throws StoreException {
        try {
            client.listObjectsV2(list -> list.bucket(settings.bucket())
                    .prefix(settings.prefix())
                    .maxKeys(1)
                    .overrideConfiguration(
                            limits -> limits.apiCallTimeout(settings.limits().check())));
        } catch (SdkException e) {
            throw faults.of("be reached", e);
        }
    }

    @Override
    public String describe() {
        var place = "s3://" + settings.bucket() + '/' + settings.prefix();
        return settings.endpoint() == null ? place + " in " + settings.region() : place + " at " + settings.endpoint();
    }

    @Override
    public void close() {
        client.close();
    }

    private Entry entry(S3Object object) {
        return new Entry(object.key().substring(settings.prefix().length()), object.size(), object.lastModified());
    }

    private String path(String key) {
        return settings.prefix() + Keys.require(key);
    }
}
