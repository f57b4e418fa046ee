package io.waddleperf.probe.ssh;

import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.core.CoreModuleProperties;

/// Apache MINA's client, set up once: it reads no file of its user, forwards nothing and opens no
/// socket. Each session has a [Watch], which says whether its host key is accepted.
final class SshLibrary implements AutoCloseable {
    /// What servers of the last fifteen years have, the cheapest first: a figure is to show the way
    /// and the server, not how long this process computes.
    private static final List<String> KEY_EXCHANGES =
            List.of("curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256");

    /// The order of host keys that we ask for, and so the key whose fingerprint a check expects.
    private static final List<String> HOST_KEYS = List.of("ssh-ed25519", "ecdsa", "rsa-sha2", "ssh-rsa");

    private final SshClient client;
    private final ScheduledExecutorService timers;

    private SshLibrary(SshClient client, ScheduledExecutorService timers) {
        this.client = client;
        this.timers = timers;
    }

    /// @param software what we call ourselves in our version line
    static SshLibrary start(String software, Ticker ticker) {
        var timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("ssh-timers").daemon().factory());
        var client = SshClient.setUpDefaultClient();
        client.setIoServiceFactoryFactory(new Sockets(ticker));
        client.setScheduledExecutorService(timers, false);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setServerKeyVerifier((session, _, key) -> watchOf(session).accepts(key));
        client.addSessionListener(new Moments());
        client.setUserAuthFactories(List.of(
                UserAuthPublicKeyFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE,
                UserAuthKeyboardInteractiveFactory.INSTANCE));
        client.setKeyExchangeFactories(ordered(keyExchanges(), KEY_EXCHANGES, String::equals));
        client.setSignatureFactories(
                ordered(ClientBuilder.setUpDefaultSignatureFactories(false), HOST_KEYS, String::startsWith));
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, software);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO); // our deadline ends each test
        CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ZERO);
        client.start();
        return new SshLibrary(client, timers);
    }

    /// Without those for which the library needs Bouncy Castle: it offers them all the same, and then
    /// waits for ever.
    private static List<KeyExchangeFactory> keyExchanges() {
        return ClientBuilder.setUpDefaultKeyExchanges(false).stream()
                .filter(one ->
                        !one.getName().startsWith("sntrup") && !one.getName().startsWith("mlkem"))
                .toList();
    }

    /// Stable: what no wish names keeps its place behind those.
    private static <T extends NamedResource> List<T> ordered(List<T> all, List<String> wishes, Match match) {
        var sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt(one -> place(one.getName(), wishes, match)));
        return sorted;
    }

    private static int place(String name, List<String> wishes, Match match) {
        for (int i = 0; i < wishes.size(); i++) {
            if (match.fits(name, wishes.get(i))) {
                return i;
            }
        }
        return wishes.size();
    }

    /// Whether a name fits a wish.
    private interface Match {
        boolean fits(String name, String wish);
    }

    /// A session over that connection, whose key exchange has begun.
    ClientSession session(SocketSession.Greeted greeted, Watch watch, String user, SocketAddress address)
            throws IOException {
        var context = AttributeRepository.ofAttributesMap(
                Map.of(SocketConnector.GREETED, greeted, SocketConnector.WATCH, watch));
        return client.connect(user, address, context, null).verify().getClientSession();
    }

    @Override
    public void close() {
        client.stop();
        timers.shutdownNow();
    }

    private static Watch watchOf(Session session) {
        return ((SocketSession) session.getIoSession()).watch();
    }

    /// Tells each session's watch what happens to it.
    private static final class Moments implements SessionListener {
        @Override
        public void sessionEvent(Session session, Event event) {
            switch (event) {
                case KeyEstablished -> watchOf(session).keysEstablished();
                case Authenticated -> watchOf(session).authenticated();
                case KexCompleted -> {} // once more for each change of keys
            }
        }

        @Override
        public void sessionException(Session session, Throwable cause) {
            watchOf(session).ended(cause);
        }

        @Override
        public void sessionClosed(Session session) {
            watchOf(session).ended(null);
        }
    }

    /// Our connector in place of the library's.
    private record Sockets(Ticker ticker) implements IoServiceFactoryFactory {
        @Override
        public IoServiceFactory create(FactoryManager manager) {
            return new SocketConnector.Factory(ticker);
        }

        @Override
        public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {}
    }
}
