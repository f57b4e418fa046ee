package io.waddleperf.probe.blackbox;

import io.waddleperf.probe.http.Sending;
import io.waddleperf.probe.measure.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/// How a request of a module signs in: by the header `Authorization`, unless the module names that itself.
sealed interface Login {
    record Nobody() implements Login {}

    /// RFC 7617.
    record Basic(String user, Secret password) implements Login {}

    /// RFC 6750.
    record Bearer(Secret token) implements Login {}

    /// What nobody else is to read; in a file it is read for each request, so that it may change.
    sealed interface Secret {
        record Given(String text) implements Secret {
            /// A secret is not for logs.
            @Override
            public String toString() {
                return "Given[…]";
            }
        }

        record InFile(Path file) implements Secret {
            static final int MOST_BYTES = 65_536;
        }

        /// @throws IOException says what is wrong with the file, never what is in it
        default String read() throws IOException {
            return switch (this) {
                case Given given -> given.text();
                case InFile(Path file) ->
                    new String(SmallFile.read(file, InFile.MOST_BYTES), StandardCharsets.UTF_8).strip();
            };
        }
    }

    /// @throws IOException where a secret cannot be read, or cannot be sent
    default Sending signed(Sending sending) throws IOException {
        if (sending.says("authorization")) {
            return sending;
        }
        return switch (this) {
            case Nobody _ -> sending;
            case Basic basic -> {
                byte[] both = (basic.user() + ':' + basic.password().read()).getBytes(StandardCharsets.UTF_8);
                yield with(sending, "Basic " + Base64.getEncoder().encodeToString(both));
            }
            case Bearer bearer -> with(sending, "Bearer " + bearer.token().read());
        };
    }

    private static Sending with(Sending sending, String value) throws IOException {
        try {
            return sending.with(Sending.field("authorization", value));
        } catch (IllegalArgumentException e) {
            throw new IOException("the secret cannot be sent: " + e.getMessage(), e);
        }
    }
}
