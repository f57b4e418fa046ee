package io.waddleperf.benchmarks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Which process is killed next, by a seed: every kind once, in any order, then again; any one of its kind.
final class Kills {
    private final List<Member> members;
    private final Random random;
    private final Deque<Member.Kind> kinds = new ArrayDeque<>();

    Kills(List<Member> members, long seed) {
        this.members = List.copyOf(members);
        this.random = new Random(seed);
    }

    Member next() {
        if (kinds.isEmpty()) {
            var all = new ArrayList<>(Arrays.asList(Member.Kind.values()));
            Collections.shuffle(all, random);
            kinds.addAll(all);
        }
        var kind = kinds.removeFirst();
        var candidates =
                members.stream().filter(member -> member.kind() == kind).toList();
        return candidates.get(random.nextInt(candidates.size()));
    }
}
