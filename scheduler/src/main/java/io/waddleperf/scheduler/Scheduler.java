package io.waddleperf.scheduler;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.kafka.PartitionCounts;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/// The scheduler: one thread reads the configuration and sends what is due, one reads requests.
///
/// The configuration topics are read whole, by `assign()` and without a group, before the first
/// command is sent: half a configuration would start tests that the other half forbids. Several
/// schedulers on one Kafka share the probes ([Shares]) and so the commands by schedule; should two
/// order a slot while a partition changes hands, both give its command the same id. Exclusive tests
/// by request are one scheduler's ([RequestLoop]).
final class Scheduler implements AutoCloseable {
    private static final List<Topic<?>> CONFIGURATION =
            List.of(Topics.THRESHOLDS, Topics.SCHEDULES, Topics.TARGETS, Topics.PROBES);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration SHORT_TICK = Duration.ofMillis(5);
    private static final Duration LIST_WITHIN = Duration.ofSeconds(60);
    private static final int MOST_A_TICK = 5_000;

    /// How far it has come, for whoever takes over.
    private static final Duration NOTED_EVERY = Duration.ofSeconds(5);

    private final SchedulerSettings settings;
    private final Runnable failed;
    private final InstantSource clock;
    private final Outlet outlet;
    private final Outlet requestOutlet;
    private final Orders orders;
    private final Planning planning;
    private final Progress progress;
    private final KafkaConsumer<String, byte[]> configurationConsumer;
    private final RequestLoop requests;
    private final Loop planner;
    private final Loop intake;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);
    private final AtomicLong requested = new AtomicLong();
    private Instant noted = Instant.EPOCH;
    private volatile Known known = Known.NOTHING;
    private volatile long lagMs;
    private volatile long missed;
    private volatile int series;
    private volatile int owned;
    private volatile int booked;

    /// Where the scheduler is in its life.
    enum State {
        STARTING,
        RUNNING,
        STOPPING,
        FAILED
    }

    Scheduler(SchedulerSettings settings, InstantSource clock) {
        this(settings, clock, () -> {});
    }

    /// @param failed told where it has ended by itself; [#failure] says why
    Scheduler(SchedulerSettings settings, InstantSource clock, Runnable failed) {
        this.failed = failed;
        this.settings = settings;
        this.clock = clock;
        var producer = new RenewedProducer("scheduler", () -> Clients.producer(settings));
        this.outlet = new Outlet(producer, settings.partitions(), clock);
        this.requestOutlet = new Outlet(producer, settings.partitions(), clock);
        this.orders = new Orders(outlet, clock);
        this.planning = new Planning(settings.partitions(), outlet, clock);
        this.progress = new Progress(outlet::mark);
        this.configurationConsumer = Clients.consumer(settings, "configuration");
        this.requests = new RequestLoop(settings, () -> known, requestOutlet, clock);
        this.planner = new Loop("scheduler-plan", configurationConsumer, this::plan, this::died);
        this.intake = new Loop("scheduler-requests", requests.consumer(), this::intake, this::died);
    }

    void start() {
        planner.start();
        intake.start();
    }

    State state() {
        return state.get();
    }

    /// What either thread is in trouble with, null where neither is.
    @Nullable
    Throwable failure() {
        Throwable first = planner.failure();
        return first == null ? intake.failure() : first;
    }

    /// Commands sent since the start.
    long commands() {
        return orders.sent() + requested.get();
    }

    /// Records that Kafka did not take in time.
    long undelivered() {
        return outlet.undelivered() + requestOutlet.undelivered();
    }

    /// Slots that this scheduler passed over because they were too late to be run.
    long missed() {
        return missed;
    }

    /// Slots of exclusive tests for which their ends have no room.
    long withheld() {
        return orders.withheld();
    }

    /// How many exclusive tests run or wait by request; 0 where another scheduler owns them.
    int booked() {
        return booked;
    }

    /// How late the last command was sent after its slot, in milliseconds.
    long lagMs() {
        return lagMs;
    }

    /// How many series are planned here.
    int series() {
        return series;
    }

    /// How many partitions, and the probes of these, are this scheduler's.
    int owned() {
        return owned;
    }

    private void plan(Loop loop) {
        while (active() && !loop.succeeds(this::readAll)) {
            configurationConsumer.unsubscribe();
        }
        planning.step();
        known = planning.known();
        state.compareAndSet(State.STARTING, State.RUNNING);
        ready.countDown();
        try (var shares = new Shares(Clients.shares(settings), progress, planning)) {
            while (active()) {
                var _ = loop.succeeds(() -> learn(shares));
                tick(planning.behind() ? Duration.ZERO : shares.waits() ? SHORT_TICK : TICK);
            }
        }
    }

    private boolean active() {
        return state.get() == State.STARTING || state.get() == State.RUNNING;
    }

    private void readAll() {
        requirePartitions();
        CompactedTopics.read(configurationConsumer, CONFIGURATION, this::take);
    }

    private void requirePartitions() {
        PartitionCounts.require(configurationConsumer.listTopics(LIST_WITHIN), List::size, settings.partitions());
    }

    private void learn(Shares shares) {
        configurationConsumer.poll(Duration.ZERO).forEach(this::take);
        shares.turn();
        if (Duration.between(noted, progress.done()).abs().compareTo(NOTED_EVERY) >= 0) {
            shares.note();
            noted = progress.done();
        }
        planning.step();
        if (!planning.behind()) {
            shares.read();
        }
        known = planning.known();
        series = planning.series();
        owned = planning.owned();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            planning.take(record);
        } catch (WireFormatException e) {
            outlet.bury(record, String.valueOf(e.getMessage()));
        }
    }

    private void tick(Duration pause) {
        Instant now = clock.instant();
        List<Command> due = planning.due(now, MOST_A_TICK);
        var slots = planning.known().slots();
        due.forEach(command -> orders.send(command, slots));
        missed = planning.missed();
        if (!due.isEmpty()) {
            lagMs = Duration.between(due.getFirst().dueAt(), clock.instant()).toMillis();
        }
        if (due.size() < MOST_A_TICK) {
            if (!planning.behind()) {
                progress.sent(now);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void intake(Loop loop) throws InterruptedException {
        ready.await();
        requests.subscribe();
        while (active()) {
            var _ = loop.succeeds(() -> requested.addAndGet(requests.turn()));
            booked = requests.booked();
        }
    }

    /// A thread that ends by a fault of ours, or as it was told another count of partitions, ends the service, and its
    /// health says so.
    private void died() {
        state.set(State.FAILED);
        ready.countDown();
        failed.run();
    }

    /// Waits for nothing: [#close] does.
    void stop() {
        state.set(State.STOPPING);
        planner.wake();
        intake.wake();
    }

    @Override
    public void close() {
        stop();
        planner.join();
        intake.join();
        outlet.close();
    }
}
