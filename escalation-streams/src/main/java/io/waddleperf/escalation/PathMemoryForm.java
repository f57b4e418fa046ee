package io.waddleperf.escalation;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Severity;
import io.waddleperf.policy.PathMemory;
import io.waddleperf.policy.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A path's memory as it lies in the store. Enums are stored by name: their order may change.
final class PathMemoryForm {
    private static final byte FORM = 1;
    private static final long NEVER = Long.MIN_VALUE;

    private PathMemoryForm() {}

    static byte[] bytes(PathMemory memory) {
        var bytes = new ByteArrayOutputStream(64);
        try (var to = new DataOutputStream(bytes)) {
            to.writeByte(FORM);
            to.writeUTF(memory.state().name());
            write(to, memory.since());
            write(to, memory.tier2At());
            write(to, memory.tier3At());
            to.writeByte(memory.deepest());
            to.writeByte(memory.withheld());
            write(to, memory.tryAt());
            to.writeBoolean(memory.awaits());
            write(to, memory.cause());
            write(to, memory.retest());
            to.writeShort(memory.windows().size());
            for (Window window : memory.windows()) {
                write(to, window);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static PathMemory of(byte[] bytes) {
        try (var from = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte form = from.readByte();
            if (form != FORM) {
                throw new IllegalStateException("the store of paths has form " + form + ", this version reads " + FORM);
            }
            var state = PathState.valueOf(from.readUTF());
            Instant since = present(time(from));
            Instant tier2At = time(from);
            Instant tier3At = time(from);
            int deepest = from.readByte();
            int withheld = from.readByte();
            Instant tryAt = time(from);
            boolean awaits = from.readBoolean();
            Breach cause = breach(from);
            var retest = retest(from);
            var windows = new ArrayList<Window>();
            for (int left = from.readShort(); left > 0; left--) {
                windows.add(window(from));
            }
            return new PathMemory(
                    state, since, cause, windows, retest, tier2At, tier3At, deepest, withheld, tryAt, awaits);
        } catch (IOException e) {
            throw new UncheckedIOException("the store of paths is damaged", e);
        }
    }

    private static void write(DataOutputStream to, Window window) throws IOException {
        to.writeLong(window.series());
        to.writeUTF(window.rule());
        to.writeInt(window.bits());
        to.writeInt(window.clears());
        to.writeBoolean(window.tripped());
        write(to, window.breach());
    }

    private static Window window(DataInputStream from) throws IOException {
        return new Window(
                from.readLong(),
                from.readUTF(),
                from.readInt(),
                from.readInt(),
                from.readBoolean(),
                present(breach(from)));
    }

    private static void write(DataOutputStream to, @Nullable Breach breach) throws IOException {
        to.writeBoolean(breach != null);
        if (breach != null) {
            write(to, breach.resultId());
            to.writeUTF(breach.check());
            to.writeUTF(breach.family().name());
            to.writeByte(breach.tier());
            to.writeUTF(breach.metric());
            to.writeDouble(breach.value());
            to.writeDouble(breach.bound());
            to.writeUTF(breach.rule());
            to.writeLong(breach.ruleVersion());
            to.writeUTF(breach.severity().name());
        }
    }

    private static @Nullable Breach breach(DataInputStream from) throws IOException {
        if (!from.readBoolean()) {
            return null;
        }
        return new Breach(
                id(from),
                from.readUTF(),
                Family.valueOf(from.readUTF()),
                from.readByte(),
                from.readUTF(),
                from.readDouble(),
                from.readDouble(),
                from.readUTF(),
                from.readLong(),
                Severity.valueOf(from.readUTF()));
    }

    private static void write(DataOutputStream to, PathMemory.@Nullable Retest retest) throws IOException {
        to.writeBoolean(retest != null);
        if (retest != null) {
            write(to, retest.after());
            write(to, retest.deadline());
            to.writeByte(retest.lost());
            to.writeBoolean(retest.sent());
        }
    }

    private static PathMemory.@Nullable Retest retest(DataInputStream from) throws IOException {
        return from.readBoolean()
                ? new PathMemory.Retest(id(from), present(time(from)), from.readByte(), from.readBoolean())
                : null;
    }

    private static void write(DataOutputStream to, @Nullable Instant time) throws IOException {
        to.writeLong(time == null ? NEVER : ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    private static @Nullable Instant time(DataInputStream from) throws IOException {
        long us = from.readLong();
        return us == NEVER ? null : Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }

    private static void write(DataOutputStream to, UUID id) throws IOException {
        to.writeLong(id.getMostSignificantBits());
        to.writeLong(id.getLeastSignificantBits());
    }

    private static UUID id(DataInputStream from) throws IOException {
        return new UUID(from.readLong(), from.readLong());
    }

    private static <T> T present(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("a value is missing");
        }
        return value;
    }
}
