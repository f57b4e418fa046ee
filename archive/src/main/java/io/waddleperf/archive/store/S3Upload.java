package io.waddleperf.archive.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// One file in parts: nobody sees it before the last step, and where one fails the parts go.
///
/// Parts of a process that was killed stay, unseen, until the bucket's rule for incomplete uploads
/// takes them away.
final class S3Upload {
    private static final int MOST_PARTS = 10_000; // S3's limit

    private final S3Client client;
    private final StoreSettings.S3 settings;
    private final String path;

    S3Upload(S3Client client, StoreSettings.S3 settings, String path) {
        this.client = client;
        this.settings = settings;
        this.path = path;
    }

    void run(Path file, long size) {
        var id = client.createMultipartUpload(start()).uploadId();
        try {
            var parts = upload(file, size, id);
            client.completeMultipartUpload(complete -> complete.bucket(settings.bucket())
                    .key(path)
                    .uploadId(id)
                    .ifNoneMatch("*")
                    .multipartUpload(all -> all.parts(parts)));
        } catch (SdkException | UncheckedIOException e) {
            abort(id, e);
            throw e;
        }
    }

    private CreateMultipartUploadRequest start() {
        var request =
                CreateMultipartUploadRequest.builder().bucket(settings.bucket()).key(path);
        switch (settings.encryption()) {
            case StoreSettings.Encryption.None() -> {}
            case StoreSettings.Encryption.Aes256() -> request.serverSideEncryption(ServerSideEncryption.AES256);
            case StoreSettings.Encryption.Kms(var kms) ->
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kms);
        }
        return request.build();
    }

    private List<CompletedPart> upload(Path file, long size, String id) {
        long partBytes = Math.max(settings.limits().partBytes(), (size + MOST_PARTS - 1) / MOST_PARTS);
        var parts = new ArrayList<CompletedPart>();
        for (long from = 0; from < size; from += partBytes) {
            int number = parts.size() + 1;
            long length = Math.min(partBytes, size - from);
            var body = RequestBody.fromContentProvider(slice(file, from, length), length, "application/octet-stream");
            var answer = client.uploadPart(
                    part -> part.bucket(settings.bucket())
                            .key(path)
                            .uploadId(id)
                            .partNumber(number)
                            .contentLength(length),
                    body);
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(answer.eTag())
                    .build());
        }
        return parts;
    }

    /// Opened anew for each attempt.
    private static ContentStreamProvider slice(Path file, long from, long length) {
        return () -> {
            try {
                var channel = FileChannel.open(file, StandardOpenOption.READ).position(from);
                return new Slice(Channels.newInputStream(channel), length);
            } catch (IOException e) {
                throw new UncheckedIOException("The file that is being stored cannot be read: " + file, e);
            }
        };
    }

    private void abort(String id, RuntimeException cause) {
        try {
            client.abortMultipartUpload(
                    abort -> abort.bucket(settings.bucket()).key(path).uploadId(id));
        } catch (SdkException e) {
            cause.addSuppressed(e);
        }
    }

    /// The first bytes of a stream.
    private static final class Slice extends InputStream {
        private final InputStream in;
        private long left;

        Slice(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = left == 0 ? -1 : in.read(into, offset, (int) Math.min(left, length));
            left -= Math.max(got, 0);
            return got;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
