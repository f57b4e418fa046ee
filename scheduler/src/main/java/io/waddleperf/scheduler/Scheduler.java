package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// The scheduler: one thread reads the configuration and sends what is due, one reads requests.
///
/// The configuration topics are read whole, by `assign()` and without a group, before the first
/// command is sent: half a configuration would start tests that the other half forbids. Two
/// schedulers on one Kafka do no harm, since both give a slot's command the same id.
final class Scheduler implements AutoCloseable {
    private static final List<Topic<?>> CONFIGURATION = List.of(Topics.SCHEDULES, Topics.TARGETS, Topics.PROBES);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration REQUEST_POLL = Duration.ofMillis(250);
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_A_TICK = 5_000;

    private final InstantSource clock;
    private final Outlet outlet;
    private final Configuration configuration = new Configuration();
    private final Timetable timetable = new Timetable();
    private final Map<String, List<Assignment.Item>> published = new HashMap<>();
    private final KafkaConsumer<String, byte[]> configurationConsumer;
    private final KafkaConsumer<String, byte[]> requestConsumer;
    private final Thread planner;
    private final Thread intake;
    private volatile Plan plan = Plan.EMPTY;
    private volatile State state = State.STARTING;
    private volatile @Nullable Throwable failure;
    private final AtomicLong commands = new AtomicLong();
    private volatile long lagMs;
    private volatile int series;

    /// Where the scheduler is in its life.
    enum State {
        STARTING,
        RUNNING,
        STOPPING,
        FAILED
    }

    Scheduler(SchedulerSettings settings, InstantSource clock) {
        this.clock = clock;
        this.outlet = new Outlet(Clients.producer(settings), settings.partitions(), clock);
        this.configurationConsumer = Clients.consumer(settings, "configuration");
        this.requestConsumer = Clients.consumer(settings, "requests");
        this.planner = Thread.ofPlatform().name("scheduler-plan").unstarted(() -> guard(this::plan));
        this.intake = Thread.ofPlatform().name("scheduler-requests").unstarted(() -> guard(this::intake));
    }

    void start() {
        planner.start();
    }

    State state() {
        return state;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /// Commands sent since the start.
    long commands() {
        return commands.get();
    }

    /// Records that Kafka did not take in time.
    long undelivered() {
        return outlet.undelivered();
    }

    /// How late the last command was sent after its slot, in milliseconds.
    long lagMs() {
        return lagMs;
    }

    /// How many series are planned.
    int series() {
        return series;
    }

    private void plan() {
        var partitions = Clients.partitions(configurationConsumer, CONFIGURATION);
        configurationConsumer.assign(partitions);
        configurationConsumer.seekToBeginning(partitions);
        var ends = configurationConsumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> configurationConsumer.position(p) < ends.getOrDefault(p, 0L))) {
            configurationConsumer.poll(REQUEST_POLL).forEach(this::take);
        }
        apply();
        state = State.RUNNING;
        intake.start();
        while (state == State.RUNNING) {
            surviving(this::learn);
            tick();
        }
    }

    private void learn() {
        var changes = configurationConsumer.poll(Duration.ZERO);
        if (!changes.isEmpty()) {
            changes.forEach(this::take);
            apply();
        }
    }

    private boolean take(ConsumerRecord<String, byte[]> record) {
        try {
            return configuration.take(record);
        } catch (WireFormatException e) {
            outlet.bury(record, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void apply() {
        plan = configuration.plan();
        Instant now = clock.instant();
        var items = plan.itemsByProbe();
        timetable.replan(items, now);
        series = timetable.size();
        publish(items, now);
    }

    private void publish(Map<String, List<Assignment.Item>> items, Instant now) {
        long version = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        items.forEach((probe, mine) -> {
            if (!mine.equals(published.put(probe, mine))) {
                outlet.send(new Assignment(probe, mine, now, version));
            }
        });
        published.keySet().removeIf(probe -> {
            boolean gone = !items.containsKey(probe);
            if (gone) {
                outlet.dismiss(probe);
            }
            return gone;
        });
    }

    private void tick() {
        List<Command> due = timetable.due(clock.instant(), MOST_A_TICK);
        due.forEach(outlet::send);
        if (!due.isEmpty()) {
            commands.addAndGet(due.size());
            lagMs = Duration.between(due.getFirst().dueAt(), clock.instant()).toMillis();
        }
        if (due.size() < MOST_A_TICK) {
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void intake() {
        var requests = new RequestIntake(() -> plan, outlet, clock);
        requestConsumer.subscribe(List.of(RequestIntake.topic()));
        while (state == State.RUNNING) {
            surviving(() -> serve(requests));
        }
    }

    private void serve(RequestIntake requests) {
        var records = requestConsumer.poll(REQUEST_POLL);
        if (!records.isEmpty()) {
            records.forEach(requests::take);
            outlet.flush(); // the offsets must not pass what Kafka has not taken
            requestConsumer.commitSync();
        }
    }

    /// A broker that is away or a group that re-forms is no reason to end: the fault is shown and
    /// the step is taken again.
    private void surviving(Runnable step) {
        try {
            step.run();
            failure = null;
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            failure = e;
            LockSupport.parkNanos(FAULT_PAUSE.toNanos());
        }
    }

    private void guard(Runnable work) {
        try {
            work.run();
        } catch (WakeupException e) {
            // close() woke the consumer: there is nothing left to do
        } catch (RuntimeException e) {
            failure = e;
            state = State.FAILED;
        }
    }

    @Override
    public void close() {
        state = State.STOPPING;
        configurationConsumer.wakeup();
        requestConsumer.wakeup();
        join(planner);
        join(intake);
        configurationConsumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        requestConsumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        outlet.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
