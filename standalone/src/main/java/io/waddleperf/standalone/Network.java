package io.waddleperf.standalone;

import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.NetworkListener;
import io.waddleperf.standalone.authority.Authority;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What `--listen` adds: certificates that are renewed in time, and how broker and page use them.
final class Network implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Network.class);
    private static final int LOOK_HOURS = 12;

    private final Listen listen;
    private final Authority authority;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificates").daemon().factory());
    private volatile @Nullable EmbeddedKafka broker;

    private Network(Listen listen, Authority authority) {
        this.listen = listen;
        this.authority = authority;
    }

    /// @throws StartException where the authority cannot be made or used
    static Network open(Listen listen, DataDirectory dir, InstantSource clock, SecureRandom random) {
        try {
            var authority = Authority.open(dir.authority(), clock, random);
            authority.renew(listen.hosts());
            return new Network(listen, authority);
        } catch (IOException e) {
            throw new StartException("--listen needs keys in " + dir.authority() + ": " + e.getMessage(), e);
        }
    }

    NetworkListener listener() {
        return new NetworkListener(
                listen.address().getHostAddress(), listen.kafkaPort(), listen.advertised(), authority.server());
    }

    /// From now on certificates are renewed before they end; the page reads its files again by itself.
    void started(EmbeddedKafka kafka) {
        broker = kafka;
        var _ = executor.scheduleWithFixedDelay(this::renew, LOOK_HOURS, LOOK_HOURS, TimeUnit.HOURS);
    }

    private void renew() {
        try {
            EmbeddedKafka kafka = broker;
            if (authority.renew(listen.hosts()) && kafka != null) {
                kafka.reloadCertificates();
                LOG.info("the certificate of page and broker was renewed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) { // 30 days are left for further tries
            LOG.error("the certificate of page and broker could not be renewed", e);
        }
    }

    /// How the services are set.
    ///
    /// @param port of the page
    Map<String, String> settings(int port) {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.http.host", listen.address().getHostAddress());
        settings.put("quarkus.http.insecure-requests", "disabled");
        settings.put("quarkus.http.ssl-port", Integer.toString(port));
        settings.put(
                "quarkus.http.ssl.certificate.files", authority.serverChain().toString());
        settings.put(
                "quarkus.http.ssl.certificate.key-files", authority.serverKey().toString());
        settings.put("quarkus.http.ssl.certificate.reload-period", "1H");
        settings.put("waddleperf.api.hosts", String.join(",", listen.hosts()));
        settings.put("waddleperf.join.url", "https://" + listen.authority(port));
        settings.put("waddleperf.join.bootstrap-servers", listen.authority(listen.kafkaPort()));
        settings.put("waddleperf.join.authority", authority.certificate().toString());
        settings.put("waddleperf.signatures", "required");
        return settings;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
