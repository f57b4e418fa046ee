package io.waddleperf.probe;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.autonomy.Autonomy;
import io.waddleperf.probe.blackbox.BlackboxServer;
import io.waddleperf.probe.blackbox.Scrapes;
import io.waddleperf.probe.dns.SystemResolver;
import io.waddleperf.probe.execution.Assigned;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.execution.Destinations;
import io.waddleperf.probe.execution.FileKeeper;
import io.waddleperf.probe.execution.Isolation;
import io.waddleperf.probe.execution.Redirected;
import io.waddleperf.probe.execution.ResultWriter;
import io.waddleperf.probe.execution.SystemNames;
import io.waddleperf.probe.execution.Tally;
import io.waddleperf.probe.intake.CommandPool;
import io.waddleperf.probe.intake.ConsumerSettings;
import io.waddleperf.probe.intake.Intake;
import io.waddleperf.probe.joining.Access;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.outbox.BrokerTime;
import io.waddleperf.probe.outbox.Outbox;
import io.waddleperf.probe.outbox.ProducerSettings;
import io.waddleperf.probe.responder.Responder;
import io.waddleperf.probe.spool.Spool;
import io.waddleperf.probe.spool.SpoolSettings;
import io.waddleperf.probe.stamp.StampToken;
import io.waddleperf.probe.system.WayOut;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All components of a probe, in the order in which they start.
final class ProbeAgent implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ProbeAgent.class.getName());
    private static final Duration MOST_WAIT_FOR_SLOT = Duration.ofSeconds(5);

    /// A heartbeat's way to Kafka and back, its linger included, takes a second.
    private static final Duration HEARTBEAT_WAY = Duration.ofSeconds(2);

    /// The first may fail, as where the topics are not known yet: some more are sent before the time is
    /// given up.
    private static final int MOST_HEARTBEATS_FOR_TIME = 7;

    private static final long SHORT_OF_CPU_NANOS = 10_000_000;

    private final Settings settings;
    /// Whether it may write dead letters: one that has joined may not.
    private final boolean mayBury;
    private final CommandRunner.Clocks clocks;
    private final String version;
    private final Instant startedAt;
    private final Closing closing = new Closing();
    private final Tally tally = new Tally();
    private final Assigned assigned = new Assigned();
    private final BrokerTime brokerTime;
    private final Optional<StampToken> token;
    private final ThroughputLoad throughput;
    private final Optional<Responder> responder;
    private final TestBench bench;
    private final Spool spool;
    private final Outbox outbox;
    private final Isolation isolation;
    private final CommandRunner runner;
    private final Optional<BlackboxServer> blackbox;
    private final Heartbeats heartbeats;
    private final Autonomy autonomy;
    private final Intake intake;

    /// Null until it has begun: heartbeats do before, since the broker's time is known by them.
    private volatile @Nullable Intake reading;

    /// Starts everything; waits for no broker.
    ///
    /// @param random of the kind that nobody can guess
    ProbeAgent(
            Settings settings,
            Access access,
            String version,
            DataDirectory directory,
            CommandRunner.Clocks clocks,
            RandomGenerator random)
            throws IOException, InterruptedException {
        this.settings = settings;
        this.mayBury = access.kafka().isEmpty();
        this.version = version;
        this.clocks = clocks;
        this.startedAt = clocks.time().instant();
        this.brokerTime = new BrokerTime(clocks.time());
        this.throughput = new ThroughputLoad(clocks.ticker());
        this.token = settings.token().isEmpty()
                ? Optional.empty()
                : Optional.of(StampToken.read(settings.token().get()));
        try {
            var ticker = clocks.ticker();
            responder = settings.responder().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            closing.later(startResponder(settings.responder().get())));
            spool = closing.later(Spool.open(
                    directory.spool(),
                    SpoolSettings.DEFAULT.withLimitMib(settings.bounds().spoolLimitMib()),
                    clocks.time()));
            outbox = closing.later(Outbox.start(
                    spool,
                    new ProducerSettings(settings.bootstrapServers(), settings.probeId(), access),
                    settings.partitions(),
                    ticker));
            isolation = new Isolation(WayOut.ofThisMachine(ticker)::lost, ticker);
            var limits = limits();
            var names = closing.later(new SystemNames());
            var destinations = new Destinations(names, ticker, SystemResolver::server);
            var captures = Captures.open(settings, access, directory, clocks.time(), closing);
            bench = closing.later(TestBench.open(
                    clocks,
                    random,
                    new TestBench.Means(settings.secrets(), captures.folder(), token),
                    version,
                    new Redirected(destinations, limits, clocks),
                    throughput));
            if (responder.isPresent()) {
                WarmUp.run(bench.probers(), responder.get(), ticker);
            }
            runner = runner(limits, destinations, captures.keeper());
            blackbox = blackbox(new Scrapes(limits, names, bench.scrapes(), clocks));
            heartbeats = closing.later(Heartbeats.start(
                    this::heartbeat,
                    beat -> outbox.tell(Topics.HEARTBEATS, settings.probeId(), beat, brokerTime.sending())));
            var pool = closing.later(new CommandPool(runner::handle));
            autonomy = closing.later(new Autonomy(
                    settings.probeId(),
                    directory.assignment(),
                    outbox.contact(),
                    brokerTime,
                    settings.bounds().autonomousAfter(),
                    clocks.pause(),
                    autonomousTo(pool)));
            autonomy.start();
            intake = closing.later(Intake.start(
                    new ConsumerSettings(settings.bootstrapServers(), settings.probeId(), access),
                    settings.partitions(),
                    sink(pool),
                    brokerTime,
                    ticker));
            reading = intake;
        } catch (IOException | InterruptedException | RuntimeException e) {
            closing.close(); // nothing half started
            throw e;
        }
    }

    /// Completes exceptionally where the probe cannot go on.
    CompletableFuture<Void> ended() {
        return intake.ended();
    }

    /// One line for people and for the process that started this one.
    String readyLine() {
        var icmp = bench.icmp();
        String reason = icmp.reason().isEmpty() ? "" : " (" + icmp.reason() + ')';
        String answers = responder
                .map(one -> " responder=" + one.addresses().http() + " udp=" + one.udpPort()
                        + (one.addresses().https() == null
                                ? ""
                                : " https=" + one.addresses().https()))
                .orElse(" responder=off");
        return "probe ready: id=" + settings.probeId() + " ping=" + icmp.method() + reason + answers
                + blackbox.map(one -> " blackbox=" + one.url()).orElse("");
    }

    /// In the opposite order of the start, within 5 s.
    @Override
    public void close() {
        closing.close();
    }

    private Responder startResponder(Settings.ResponderAt at) throws IOException {
        try {
            return Responder.start(
                    new Responder.At(
                            at.host(),
                            at.httpPort(),
                            at.udpPort(),
                            at.iperfPort(),
                            at.speedPort(),
                            at.https(),
                            at.allowed(),
                            token),
                    clocks.time(),
                    clocks.ticker(),
                    throughput);
        } catch (IOException e) {
            throw new IOException(
                    "the responder cannot listen on " + at.host().getHostAddress() + ", " + e.getMessage(), e);
        }
    }

    private CommandRunner.Limits limits() {
        var bounds = settings.bounds();
        return new CommandRunner.Limits(
                settings.policy(),
                new TestRates(bounds.targetRate(), bounds.totalRate(), clocks.ticker()),
                new Slots(bounds.concurrency(), MOST_WAIT_FOR_SLOT));
    }

    private CommandRunner runner(CommandRunner.Limits limits, Destinations destinations, FileKeeper files) {
        return new CommandRunner(
                limits,
                destinations,
                bench.probers(),
                new ResultWriter(spool, assigned, new Circumstances(), tally, files),
                clocks.ordersBy(brokerTime),
                outbox::tell);
    }

    private Optional<BlackboxServer> blackbox(Scrapes scrapes) throws IOException {
        if (settings.blackbox().isEmpty()) {
            return Optional.empty();
        }
        var at = settings.blackbox().get();
        return Optional.of(closing.later(BlackboxServer.start(
                new InetSocketAddress(at.host(), at.port()), at.modules(), scrapes, clocks.ticker())));
    }

    private Heartbeat heartbeat() {
        Intake begun = reading;
        return new Heartbeat(
                settings.probeId(),
                version,
                startedAt,
                clocks.time().instant(),
                bench.icmp(),
                spool.state(),
                new Heartbeat.Load(
                        runner.running(),
                        tally.completed(),
                        tally.refused(),
                        tally.duplicates(),
                        ResidentMemory.bytes(),
                        begun != null && begun.readAll(),
                        tally.tooLate()),
                responder.map(Responder::addresses).orElse(null),
                bench.capabilities(),
                new Heartbeat.Clock(brokerTime.ahead().toNanos() / 1_000, bench.lagNs() / 1_000));
    }

    private Autonomy.Sink autonomousTo(CommandPool pool) {
        return new Autonomy.Sink() {
            @Override
            public boolean hasRoom() {
                return !spool.full();
            }

            @Override
            public void accept(Command command) throws InterruptedException {
                pool.submit(command);
            }
        };
    }

    private Intake.Sink sink(CommandPool pool) {
        return new Intake.Sink() {
            @Override
            public void awaitTime() throws InterruptedException {
                // the own clock may be wrong by more than a command is good for
                for (int sent = 0; sent < MOST_HEARTBEATS_FOR_TIME; sent++) {
                    if (brokerTime.await(HEARTBEAT_WAY)) {
                        return;
                    }
                    heartbeats.soon();
                }
                LOG.warning("Kafka has taken no heartbeat within "
                        + HEARTBEAT_WAY.multipliedBy(MOST_HEARTBEATS_FOR_TIME).toSeconds()
                        + " s: commands are judged by this machine's clock until it does");
            }

            @Override
            public boolean hasRoom() {
                return !spool.full();
            }

            @Override
            public void accept(Command command) throws InterruptedException {
                pool.submit(command);
            }

            @Override
            public void accept(Assignment assignment) {
                assigned.accept(assignment);
                autonomy.accept(assignment);
            }

            @Override
            public void dismissed() {
                assigned.dismissed();
                autonomy.dismissed();
            }

            @Override
            public void accept(DeadLetter letter) {
                if (mayBury) {
                    outbox.tell(Topics.DEAD_LETTERS, settings.probeId(), letter);
                } else {
                    LOG.warning("a record of " + letter.topic() + " cannot be used: " + letter.reason());
                }
            }
        };
    }

    /// The state of this probe that results carry.
    private final class Circumstances implements ResultWriter.Circumstances {
        @Override
        public boolean underLoad(Test test, long durationUs) {
            boolean shortOfCpu = bench.lagNs() > SHORT_OF_CPU_NANOS;
            return shortOfCpu || (!test.exclusive() && throughput.within(durationUs)); // not by itself
        }

        @Override
        public boolean isolated(Command command, Measurement measurement) {
            boolean withoutNetwork =
                    isolation.after(command.target().id(), command.spec().test(), measurement);
            return withoutNetwork || outbox.isolated();
        }
    }
}
