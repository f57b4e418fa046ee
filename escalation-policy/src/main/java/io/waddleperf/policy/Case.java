package io.waddleperf.policy;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Incident.Entry;
import io.waddleperf.contracts.Incident.Member;
import io.waddleperf.contracts.Incident.Scope;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.PathStory;
import io.waddleperf.contracts.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An incident while it goes on: the [Incident] that was told last, and what came to it since.
final class Case {
    private static final int KEPT_FIRST = Incident.MOST_CHAIN / 2;
    static final String REOPENED = "reopened";

    private final UUID id;
    private final Instant openedAt;
    private final String ruleVersion;
    private final Map<PathName, Member> members = new LinkedHashMap<>();
    private final List<Entry> chain = new ArrayList<>();
    private final Set<PathName> awaiting = new LinkedHashSet<>();
    private long revision;
    private Incident.State state = Incident.State.OPEN;
    private Instant updatedAt;
    private @Nullable Instant closedAt;
    private Scope scope;
    private String sentence = "";
    private String sentenceTold = "";
    private boolean ofSilence;
    private Severity severity = Severity.WARNING;
    private int chainDropped;
    private @Nullable String acknowledgedBy;
    private @Nullable String assignee;
    private int suppressed;
    private @Nullable UUID mergedInto;
    private @Nullable String silencedBy;
    private boolean simulated;
    private boolean news;

    Case(UUID id, Instant now, Scope scope, String ruleVersion) {
        this.id = id;
        this.openedAt = now;
        this.updatedAt = now;
        this.scope = scope;
        this.ruleVersion = ruleVersion;
    }

    static Case of(Incident told) {
        var one = new Case(told.id(), told.openedAt(), told.scope(), told.ruleVersion());
        told.members().forEach(one::put);
        one.chain.addAll(told.chain());
        one.awaiting.addAll(told.awaitsApproval());
        one.revision = told.revision();
        one.state = told.state();
        one.updatedAt = told.updatedAt();
        one.closedAt = told.closedAt();
        one.sentence = told.sentence();
        one.sentenceTold = told.sentence();
        one.severity = told.severity();
        one.chainDropped = told.chainDropped();
        one.acknowledgedBy = told.acknowledgedBy();
        one.assignee = told.assignee();
        one.suppressed = told.suppressed();
        one.mergedInto = told.mergedInto();
        one.silencedBy = told.silencedBy();
        one.simulated = told.simulated();
        return one;
    }

    /// The next revision.
    Incident tell(Instant now) {
        revision++;
        updatedAt = now;
        news = false;
        sentenceTold = sentence;
        return new Incident(
                id,
                revision,
                state,
                openedAt,
                updatedAt,
                closedAt,
                scope,
                List.copyOf(members.values()),
                sentence,
                severity,
                ruleVersion,
                chain,
                chainDropped,
                acknowledgedBy,
                assignee,
                suppressed,
                List.copyOf(awaiting),
                mergedInto,
                silencedBy,
                simulated);
    }

    UUID id() {
        return id;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Incident.State state() {
        return state;
    }

    Scope scope() {
        return scope;
    }

    Severity severity() {
        return severity;
    }

    boolean news() {
        return news;
    }

    List<Member> active() {
        return members.values().stream()
                .filter(member -> member.recoveredAt() == null)
                .toList();
    }

    /// When the first of its paths was suspected.
    Instant since() {
        return members.values().stream()
                .map(Member::since)
                .min(Comparator.naturalOrder())
                .orElse(openedAt);
    }

    Collection<Member> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    boolean has(PathName path) {
        return members.containsKey(path);
    }

    /// Whether it is about probes of which nothing comes.
    boolean ofSilence() {
        return ofSilence;
    }

    private void put(Member member) {
        members.put(member.path(), member);
        ofSilence = member.target().equals(Escalation.THE_PROBE);
    }

    /// Whether its sentence says other numbers than the last revision did.
    boolean saysOtherNumbers() {
        return !sentence.equals(sentenceTold);
    }

    List<PathName> awaiting() {
        return List.copyOf(awaiting);
    }

    /// Whether there is room for one more path; what does not fit opens an incident of its own.
    boolean roomFor(PathName path) {
        return members.containsKey(path) || members.size() < Incident.MOST_MEMBERS;
    }

    void join(PathStory story, @Nullable String behind, Instant now) {
        if (state == Incident.State.RECOVERING) {
            state = Incident.State.OPEN;
            add(new Entry(now, REOPENED, 1, story.path(), null, story.breach(), "broken again", null));
        }
        put(new Member(story.probe(), story.site(), story.target(), story.state(), story.since(), null, behind));
        simulated |= story.simulated();
        if (behind != null) {
            suppressed++;
        }
        story.pending().forEach(entry -> {
            add(entry);
            follow(story.path(), entry);
        });
        raise(story.breach());
        news = true;
    }

    /// What an entry means besides being told.
    void follow(PathName path, Entry entry) {
        if (entry.kind().equals(Step.AWAITING_APPROVAL.wireName())) {
            awaits(path, true);
        } else if (entry.kind().equals(Step.DEEPENED.wireName()) && entry.tier() == 3) {
            awaits(path, false);
        } else if (entry.kind().equals(Step.SUPPRESSED.wireName())) {
            suppressed++;
        }
        raise(entry.breach());
    }

    private void raise(@Nullable Breach breach) {
        if (breach != null && breach.severity() == Severity.CRITICAL && severity != Severity.CRITICAL) {
            severity = Severity.CRITICAL;
            news = true;
        }
    }

    void critical() {
        severity = Severity.CRITICAL;
    }

    void add(Entry entry) {
        if (chain.size() == Incident.MOST_CHAIN) {
            chain.remove(KEPT_FIRST);
            chainDropped++;
        }
        chain.add(entry);
        news = true;
    }

    void moved(PathName path, PathState next) {
        members.computeIfPresent(
                path,
                (_, member) -> new Member(
                        member.probe(), member.site(), member.target(), next, member.since(), null, member.behind()));
        news = true;
    }

    void recovered(PathName path, Instant at) {
        awaiting.remove(path);
        members.computeIfPresent(
                path,
                (_, member) -> new Member(
                        member.probe(),
                        member.site(),
                        member.target(),
                        PathState.HEALTHY,
                        member.since(),
                        at,
                        member.behind()));
        news = true;
    }

    private void awaits(PathName path, boolean waiting) {
        news |= waiting ? awaiting.add(path) : awaiting.remove(path);
    }

    void acknowledge(String by) {
        acknowledgedBy = by;
        news = true;
    }

    /// @param whom null: nobody any more
    void assign(@Nullable String whom) {
        assignee = whom;
        news = true;
    }

    void silenced(@Nullable String by) {
        news |= !java.util.Objects.equals(by, silencedBy);
        silencedBy = by;
    }

    void scope(Scope next) {
        news |= next.kind() != scope.kind() || !next.subject().equals(scope.subject());
        scope = next;
    }

    void say(String next) {
        sentence = next;
    }

    void recovering() {
        state = Incident.State.RECOVERING;
        news = true;
    }

    void close(Instant now, @Nullable UUID into) {
        state = Incident.State.CLOSED;
        closedAt = now;
        mergedInto = into;
        awaiting.clear();
        news = true;
    }

    /// Each reopening doubles the time for which it is kept open after recovery: one that flaps
    /// stays one.
    Duration linger(Duration once, Duration most) {
        long reopenings =
                chain.stream().filter(entry -> entry.kind().equals(REOPENED)).count();
        Duration wanted = once.multipliedBy(1L << Math.min(10, reopenings));
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    Instant lastRecovery() {
        return members.values().stream()
                .map(Member::recoveredAt)
                .filter(java.util.Objects::nonNull)
                .max(java.util.Comparator.naturalOrder())
                .orElse(openedAt);
    }
}
