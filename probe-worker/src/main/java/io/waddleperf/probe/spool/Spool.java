package io.waddleperf.probe.spool;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Results on disk: appended once, read by the outbox, kept as a journal.
///
/// A record is handed to the kernel in one write before [#append] returns, so the death of the
/// process loses nothing; it reaches the disk within a second, so a power failure may lose that.
public final class Spool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Spool.class.getName());

    private final Path directory;
    private final SpoolSettings settings;
    private final InstantSource clock;
    private final SentMark mark;
    private final SentPrefix sent;
    private final SentUntil sentUntil = new SentUntil();
    private long sentTo;
    private final RecentIds done;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Semaphore appended = new Semaphore(0);
    private final PeriodicSync syncer;
    private FileOutputStream out;
    private final Shedding shedding;
    private long pending;

    /// What is before it may be in somebody's hands.
    private long handedOut;

    private boolean unsynced;
    private boolean closed;

    private Spool(Path directory, SpoolSettings settings, InstantSource clock) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        this.done = new RecentIds(settings.journalAge());
        this.shedding = new Shedding(settings);
        this.mark = SentMark.open(directory);
        for (var segment : Segment.list(directory)) {
            recover(segment);
        }
        long oldest = segments.isEmpty() ? 0 : segments.getFirst().start();
        // segments are only ever deleted when sent, so without a mark nothing older is missing
        long newest = segments.isEmpty() ? 0 : segments.getLast().end();
        long marked = mark.read().orElse(oldest);
        this.sent = new SentPrefix(segments.isEmpty() ? marked : Math.clamp(marked, oldest, newest));
        bridgeDamage();
        countPending();
        if (segments.isEmpty()) {
            segments.add(Segment.create(directory, sent.position()));
        }
        this.out = openForAppending(active());
        sentUntil.note(active().end(), clock.instant());
        this.syncer = PeriodicSync.start(this::takeUnsynced);
    }

    /// Reads what is there, cuts a torn tail off and starts a new segment.
    public static Spool open(Path directory, SpoolSettings settings, InstantSource clock) throws IOException {
        return new Spool(Files.createDirectories(directory), settings, clock);
    }

    /// Writes the result down; from then on its test is done.
    ///
    /// @throws UncheckedIOException when the disk takes no more; the test is then not done
    public void append(Result result, Urgency urgency) {
        append(result.id(), urgency, WireCodec.bytes(result));
    }

    /// The same of anything that has an id.
    ///
    /// @param json at most [SpoolRecord#MOST_JSON_BYTES]
    public synchronized void append(UUID id, Urgency urgency, byte[] json) {
        if (closed) {
            throw new IllegalStateException("the spool is closed");
        }
        var now = clock.instant();
        write(id, urgency, now, json);
        done.add(id, now);
        makeRoom(now);
        appended.release();
    }

    private void write(UUID id, Urgency urgency, Instant now, byte[] json) {
        var record = SpoolRecord.encode(id, urgency, now, json);
        sentUntil.note(active().end(), now);
        try {
            if (active().bytes() >= settings.segmentBytes()) {
                roll();
            }
            out.write(record);
        } catch (IOException e) {
            cutPartialWrite();
            throw new UncheckedIOException("the spool in " + directory + " cannot be written", e);
        }
        active().appended(record.length, now);
        pending++;
        unsynced = true;
    }

    /// Where Kafka is away for long, the oldest that nobody has read yet give way, a file at a time.
    private void makeRoom(Instant now) {
        try {
            for (var next = oldestUnread(); next.isPresent(); next = oldestUnread()) {
                if (!shedding.wanted(next.get(), unsentBytes(), now)) {
                    return;
                }
                shed(next.get(), now);
            }
        } catch (IOException | UncheckedIOException e) { // the disk holds more than it should; nothing is lost
            LOG.log(Level.WARNING, "old results could not be thrown out of " + directory, e);
        }
    }

    private Optional<Segment> oldestUnread() {
        return segments.stream()
                .filter(segment -> segment != active() && segment.start() >= Math.max(handedOut, sent.position()))
                .findFirst();
    }

    /// What is worth more than a result of tier 1 is written down again first.
    private void shed(Segment segment, Instant now) throws IOException {
        for (var worthy : shedding.worthKeeping(segment, unsentBytes())) {
            write(worthy.resultId(), worthy.urgency(), now, worthy.json().bytes());
        }
        segment.delete();
        segments.remove(segment);
        pending -= shedding.inLast();
        if (sent.acknowledge(segment.start(), segment.end())) {
            mark.write(sent.position());
        }
    }

    /// Whether this result was appended within the journal's age.
    public synchronized boolean contains(UUID resultId) {
        return done.contains(resultId);
    }

    /// Whether unsent results have reached the limit and cannot give way, so that no new test may begin.
    public synchronized boolean full() {
        return !shedding.can() && unsentBytes() >= settings.limitBytes();
    }

    /// Where a reader of what is not yet sent begins.
    public synchronized long sentPosition() {
        return sent.position();
    }

    /// The first record at or behind the position; where there is none yet, waits at most so long.
    public Optional<SpoolRecord> next(long position, long waitMs) throws InterruptedException {
        var there = read(position);
        if (there.isPresent()) {
            return there;
        }
        if (appended.tryAcquire(waitMs, TimeUnit.MILLISECONDS)) {
            appended.drainPermits(); // of records that were read without waiting
        }
        return read(position);
    }

    /// Kafka has acknowledged the record.
    public void markSent(SpoolRecord record) {
        markSent(record, -1);
    }

    /// The same.
    ///
    /// @param offset where it is on its partition; negative where Kafka does not tell
    public synchronized void markSent(SpoolRecord record, long offset) {
        pending--;
        sentTo = Math.max(sentTo, offset + 1);
        if (closed || !sent.acknowledge(record.position(), record.end())) {
            return;
        }
        try {
            mark.write(sent.position());
            dropOldJournal();
        } catch (IOException e) { // costs a resend after a restart, no result
            LOG.log(Level.WARNING, "the spool's mark of sent results cannot be written", e);
        }
    }

    public synchronized Heartbeat.Spool state() {
        sentUntil.sent(sent.position());
        Instant now = clock.instant();
        Instant until = (pending == 0 ? now : sentUntil.get(now)).truncatedTo(ChronoUnit.MICROS);
        Long to = sentTo == 0 ? null : sentTo;
        return new Heartbeat.Spool(pending, unsentBytes(), settings.limitBytes(), shedding.shed(), until, to);
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            appended.release();
        }
        syncer.close();
        try (mark;
                var last = out) {
            last.getFD().sync();
        }
    }

    private void recover(Segment segment) throws IOException {
        long torn = segment.scan(record -> done.add(record.resultId(), record.appendedAt()));
        if (torn > 0) {
            LOG.warning(() -> segment.file() + ": " + torn + " bytes at its end are no whole record");
        }
        segments.add(segment);
    }

    /// Where a segment is damaged before its end, what follows in it cannot be read; its positions
    /// count as sent, so that they do not hold up those behind them.
    private void bridgeDamage() {
        Segment before = null;
        for (var segment : segments) {
            if (before != null && before.end() < segment.start() && sent.position() < segment.start()) {
                sent.acknowledge(Math.max(before.end(), sent.position()), segment.start());
            }
            before = segment;
        }
    }

    private void countPending() throws IOException {
        for (var segment : segments) {
            if (segment.end() > sent.position()) {
                segment.scan(record -> pending += record.position() >= sent.position() ? 1 : 0);
            }
        }
    }

    private synchronized Optional<SpoolRecord> read(long position) {
        for (var segment : segments) {
            if (position < segment.end() && !closed) {
                var record = segment.read(Math.max(position, segment.start()));
                handedOut = Math.max(handedOut, record.end());
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    private void roll() throws IOException {
        out.getChannel().force(false);
        var next = Segment.create(directory, active().end());
        var opened = openForAppending(next); // fails before anything changed
        out.close();
        segments.add(next);
        out = opened;
    }

    /// A stream, since an interrupt would close a channel.
    private static FileOutputStream openForAppending(Segment segment) throws IOException {
        var out = new FileOutputStream(segment.file().toFile(), true);
        try {
            cutTornTail(segment);
            return out;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    private void cutPartialWrite() {
        try {
            cutTornTail(active());
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "a partial record stays at the end of " + active().file(), e);
        }
    }

    private static void cutTornTail(Segment segment) throws IOException {
        try (var file = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
            file.truncate(segment.bytes());
        }
    }

    private void dropOldJournal() throws IOException {
        var keepFrom = clock.instant().minus(settings.journalAge());
        long journal = sent.position() - segments.getFirst().start();
        while (segments.size() > 1 && segments.getFirst().end() <= sent.position()) {
            var oldest = segments.getFirst();
            boolean young = oldest.lastAppendedAt().isAfter(keepFrom);
            if (journal <= (young ? settings.limitBytes() : settings.journalBytes())) {
                return;
            }
            oldest.delete();
            segments.removeFirst();
            journal -= oldest.bytes();
        }
    }

    /// What was written since the last call.
    private synchronized Optional<FileOutputStream> takeUnsynced() {
        var written = unsynced ? Optional.of(out) : Optional.<FileOutputStream>empty();
        unsynced = false;
        return written;
    }

    private long unsentBytes() {
        return segments.stream()
                .mapToLong(segment -> Math.max(0, segment.end() - Math.max(segment.start(), sent.position())))
                .sum();
    }

    private Segment active() {
        return Objects.requireNonNull(segments.peekLast());
    }
}
