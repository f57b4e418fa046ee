package io.waddleperf.scheduler;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A hashed timing wheel: what is due when, with put and remove in constant time however much waits.
///
/// Scheme 6 of Varghese and Lauck, "Hashed and Hierarchical Timing Wheels" (SOSP 1987): a bucket of
/// [#WIDTH_US] holds what is due in it in this turn of the wheel and in all later ones. A turn takes
/// 18 minutes, so that what is due every minute is looked at once for each time that it is due, and
/// what is due once a day 80 times.
///
/// Pure: the caller brings the time. Not safe for threads.
@SuppressWarnings("ReferenceEquality") // a node is itself, whatever its class says of equality
final class Wheel<N extends Wheel.Node> {
    private static final int WIDTH_BITS = 16;
    private static final int BUCKETS = 1 << 14;

    /// How long the time of a bucket is: 65.5 ms.
    static final long WIDTH_US = 1L << WIDTH_BITS;

    /// The time of all buckets.
    static final long TURN_US = BUCKETS * WIDTH_US;

    /// What can wait on a wheel, on one at most. It carries its own links, for want of a list's nodes.
    static class Node {
        private long atUs;
        private @Nullable Node before;
        private @Nullable Node after;

        /// When it is due, or was when it was taken, in microseconds since the epoch.
        final long atUs() {
            return atUs;
        }
    }

    /// Heads of rings.
    private final Node[] buckets = new Node[BUCKETS];

    /// The bucket that is looked at next, counted from the epoch. The first look is at all of them.
    private long cursor;

    private int size;

    Wheel() {
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = ring();
        }
    }

    private static Node ring() {
        var head = new Node();
        head.before = head;
        head.after = head;
        return head;
    }

    /// What is due already goes where it is looked at next.
    ///
    /// @param node which does not wait
    /// @param atUs microseconds since the epoch
    void put(N node, long atUs) {
        link(node, atUs);
        size++;
    }

    /// @param node which waits on this wheel
    void remove(N node) {
        unlink(node);
        size--;
    }

    /// Takes what is due by then: the earliest bucket first, in a bucket in the order of putting. The
    /// taker may put it back for a later time, also for one that is past, and then it is taken again.
    /// It must not remove others.
    ///
    /// @param limit of what is taken; the next call goes on with the rest
    /// @return whether there may be a rest
    boolean take(long nowUs, int limit, Consumer<N> taker) {
        long last = nowUs >> WIDTH_BITS;
        if (last < cursor) {
            turnBack(last);
        }
        cursor = Math.max(cursor, last - BUCKETS + 1); // each bucket once is all of them
        int left = limit;
        while (true) {
            left = take(bucket(cursor), nowUs, left, taker);
            if (left == 0 || cursor == last) {
                return left == 0;
            }
            cursor++;
        }
    }

    private int take(Node head, long nowUs, int limit, Consumer<N> taker) {
        int left = limit;
        for (Node node = after(head); node != head && left > 0; ) {
            Node before = before(node);
            if (node.atUs <= nowUs) {
                unlink(node);
                size--;
                left--;
                taker.accept(waiting(node));
                node = after(before);
            } else {
                node = after(node);
            }
        }
        return left;
    }

    /// The clock was set back: what went to the cursor's bucket because it was due then, goes to where
    /// the cursor is now.
    private void turnBack(long earlier) {
        Node head = bucket(cursor);
        cursor = earlier;
        Node last = before(head); // what belongs here is put behind it
        for (Node node = after(head); node != head; ) {
            Node next = node == last ? head : after(node);
            unlink(node);
            link(node, node.atUs);
            node = next;
        }
    }

    /// How many wait.
    int size() {
        return size;
    }

    private Node bucket(long number) {
        return buckets[(int) (number & (BUCKETS - 1))];
    }

    private void link(Node node, long atUs) {
        Node head = bucket(Math.max(atUs >> WIDTH_BITS, cursor));
        Node last = before(head);
        node.atUs = atUs;
        node.before = last;
        node.after = head;
        last.after = node;
        head.before = node;
    }

    private static void unlink(Node node) {
        Node before = before(node);
        Node after = after(node);
        before.after = after;
        after.before = before;
        node.before = null;
        node.after = null;
    }

    private static Node before(Node node) {
        return linked(node.before);
    }

    private static Node after(Node node) {
        return linked(node.after);
    }

    private static Node linked(@Nullable Node neighbour) {
        if (neighbour == null) {
            throw new IllegalStateException("it does not wait on a wheel");
        }
        return neighbour;
    }

    @SuppressWarnings("unchecked") // only put() links anything but heads
    private N waiting(Node node) {
        return (N) node;
    }
}
