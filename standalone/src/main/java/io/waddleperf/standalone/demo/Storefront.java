package io.waddleperf.standalone.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/// The real part of the demo: the shop, its double with the expired certificate, and the relay
/// before both.
///
/// The certificates are made anew at each start. A trust store is written for whoever shall trust
/// them, so that "expired" is all that is wrong with the expired one.
final class Storefront implements AutoCloseable {
    private static final Duration EXPIRED_SINCE = Duration.ofDays(10);
    private static final Duration VALID_FOR = Duration.ofDays(90);
    private static final Duration VALID_SINCE = Duration.ofDays(1);
    private static final String NAME = "demo shop";

    private final Shop good;
    private final Shop expired;
    private final Relay relay;

    private Storefront(Shop good, Shop expired, Relay relay) {
        this.good = good;
        this.expired = expired;
        this.relay = relay;
    }

    static Storefront open(Path trustStore, Instant now, SecureRandom random)
            throws IOException, GeneralSecurityException {
        var authority = new DemoAuthority(now, random);
        Keys.writeTrusting(authority.certificate(), trustStore);
        Instant end = now.minus(EXPIRED_SINCE);
        Shop good = Shop.start(Keys.serving(authority.issue(NAME, now.minus(VALID_SINCE), now.plus(VALID_FOR))));
        Shop expired = Shop.start(Keys.serving(authority.issue(NAME, end.minus(VALID_FOR), end)));
        var relay = new Relay(good.address(), expired.address(), new SplittableRandom(random.nextLong()));
        return new Storefront(good, expired, relay.start());
    }

    String url() {
        return "https://127.0.0.1:" + relay.port() + '/';
    }

    void suffer(Fault fault) throws IOException {
        relay.suffer(fault);
    }

    @Override
    public void close() {
        relay.close();
        good.close();
        expired.close();
    }
}
