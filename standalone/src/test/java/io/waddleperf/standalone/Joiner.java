package io.waddleperf.standalone;

import io.waddleperf.contracts.JoinRequest;
import io.waddleperf.contracts.JoinToken;
import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.RotationRequest;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.signing.Signature;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/// What a probe sends to join and to renew, without the probe.
///
/// @param password of its name in Kafka
/// @param key      of its signatures
record Joiner(String password, String key) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LIMIT_SECONDS = 20;

    static Joiner random() {
        return new Joiner(secret(), secret());
    }

    private static String secret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @return the status
    int join(RunningSystem system, String token) throws Exception {
        var request = new JoinRequest(JoinToken.parse(token).secret(), password, key, "pi", "0.1.0");
        return system.post("/api/v1/join", WireCodec.text(request)).statusCode();
    }

    /// What it sends to be known by something else from now on.
    String renewal(String probe, Joiner next) {
        byte[] content = RotationRequest.signed(probe, next.password, next.key);
        byte[] mac = Signature.of(Base64.getUrlDecoder().decode(key), content);
        return WireCodec.text(new RotationRequest(
                probe,
                next.password,
                next.key,
                ProbeKeys.Key.idOf(key),
                Base64.getUrlEncoder().withoutPadding().encodeToString(mac)));
    }

    /// @return the status
    static int renew(RunningSystem system, String renewal) throws Exception {
        return system.post("/api/v1/join/rotation", renewal).statusCode();
    }

    /// Whether its name and password are good for the topic that it reads.
    boolean mayTalkToKafka(int port, String authority, String probe) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", "127.0.0.1:" + port);
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"probe-" + probe
                        + "\" password=\"" + password + "\";");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", authority);
        try (var admin = Admin.create(settings)) {
            var _ = admin.describeTopics(List.of(Topics.COMMANDS.name()))
                    .allTopicNames()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SaslAuthenticationException
                    || e.getCause() instanceof TopicAuthorizationException) {
                return false;
            }
            throw e;
        }
    }
}
