package io.waddleperf.standalone.demo;

import io.waddleperf.api.configuration.DesiredConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/// The demo from its start to its end, and what is broken in it now.
public final class Demo implements AutoCloseable {
    private final Storefront storefront;
    private final Path trustStore;
    private final Clocks clocks;
    private final long seed;
    private volatile Fault active = Fault.NONE;

    private Demo(Storefront storefront, Path trustStore, Clocks clocks, long seed) {
        this.storefront = storefront;
        this.trustStore = trustStore;
        this.clocks = clocks;
        this.seed = seed;
    }

    /// The clocks.
    ///
    /// @param nanos never goes back
    public record Clocks(InstantSource time, LongSupplier nanos) {}

    /// Starts the shop and its relay; waits for no server.
    ///
    /// @param dir where the probe's trust store is put
    public static Demo start(Path dir, Clocks clocks, SecureRandom random) throws IOException {
        try {
            Files.createDirectories(dir);
            Path trustStore = dir.resolve("trust.p12").toAbsolutePath();
            var storefront = Storefront.open(trustStore, clocks.time().instant(), random);
            return new Demo(storefront, trustStore, clocks, random.nextLong());
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot make the demo's certificates: " + e, e);
        }
    }

    /// What is watched.
    ///
    /// @param probe     the real one
    /// @param responder the URL of its responder
    public DesiredConfiguration watchlist(String probe, String responder) {
        return DemoPlan.of(probe, storefront.url(), responder);
    }

    /// Options of the real probe's JVM.
    public List<String> probeJvmOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=" + Keys.PASSWORD);
    }

    /// Settings of the real probe: even when asked, it sends nothing to what is only simulated.
    public List<String> probeSettings() {
        return List.of("--deny=" + SimulatedFleet.ADDRESS_BLOCKS);
    }

    /// Starts the simulated fleet on a broker whose topics exist.
    ///
    /// @param partitions of topics that are spread by probe
    public AutoCloseable startFleet(String bootstrap, int partitions) {
        var probes = new SimulatedProbes(seed);
        return new FleetLoop(FleetClients.of(bootstrap), partitions, probes, this::active, clocks).start();
    }

    /// What is broken now.
    public Fault active() {
        return active;
    }

    /// Breaks this and mends what was broken before.
    ///
    /// @throws IOException where the shop's port cannot be opened again
    public synchronized void suffer(Fault fault) throws IOException {
        storefront.suffer(fault);
        active = fault;
    }

    @Override
    public void close() {
        storefront.close();
    }
}
