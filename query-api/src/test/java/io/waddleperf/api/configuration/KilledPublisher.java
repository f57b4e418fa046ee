package io.waddleperf.api.configuration;

import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.database.Leases;
import io.waddleperf.testkit.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.mariadb.jdbc.MariaDbDataSource;

/// A process that takes the outbox to the topics and is killed when it has sent so many events.
final class KilledPublisher {
    private KilledPublisher() {}

    /// @return how it ended
    static int run(TestDatabase database, String kafka, int events) throws Exception {
        return KilledProcess.run(KilledPublisher.class, database, kafka, Integer.toString(events));
    }

    public static void main(String... arguments) throws Exception {
        var source = new MariaDbDataSource(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        var kafka = KafkaAccess.open(arguments[3]);
        var left = new AtomicInteger(Integer.parseInt(arguments[4]));
        var publisher = new OutboxPublisher(
                new Outbox(),
                new Database(source),
                new Leases(source, Clock.systemUTC()),
                () -> KafkaOutlet.open(producer(kafka, left), 4),
                "to be killed");
        publisher.start();
        LockSupport.parkNanos(KilledProcess.END_WITHIN.toNanos()); // the publisher is a daemon
    }

    /// The last event that it sends is with the broker, and the outbox does not know.
    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> producer(KafkaAccess kafka, AtomicInteger left) {
        var real = new KafkaProducer<>(
                kafka.with(KafkaOutlet.SETTINGS), new StringSerializer(), new ByteArraySerializer());
        return (Producer<String, byte[]>) Proxy.newProxyInstance(
                KilledPublisher.class.getClassLoader(), new Class<?>[] {Producer.class}, (_, method, given) -> {
                    try {
                        var answer = method.invoke(real, given);
                        if (method.getName().equals("send") && left.decrementAndGet() == 0) {
                            real.flush();
                            Runtime.getRuntime().halt(KilledProcess.KILLED);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }
}
