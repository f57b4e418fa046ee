package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Feature;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Threshold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The work on one event: the path's memory as it changes, and what is told and ordered meanwhile.
final class Turn {
    private final PathContext path;
    private final Instant now;
    private final List<Escalation> told = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Window> newlyTripped = new ArrayList<>();
    private PathMemory memory;
    private String setOffBy = "time";
    private @Nullable Result result;
    private @Nullable Breach newBreach;
    private @Nullable Window breachedAgain;

    Turn(PathMemory memory, PathContext path, Instant now) {
        this.memory = memory;
        this.path = path;
        this.now = now;
    }

    PathMemory memory() {
        return memory;
    }

    PathContext path() {
        return path;
    }

    Instant now() {
        return now;
    }

    PathState state() {
        return memory.state();
    }

    Confirmation confirmation() {
        return new Confirmation(this);
    }

    Decision decision() {
        return new Decision(memory, told, commands);
    }

    void setOffBy(Result newest) {
        result = newest;
        setOffBy = newest.id().toString();
    }

    void setOffBy(String what) {
        setOffBy = what;
    }

    void remember(PathMemory next) {
        memory = next;
    }

    void enter(PathState next) {
        if (next != memory.state()) {
            memory = memory.in(next, now);
        }
    }

    // --- windows ---------------------------------------------------------------------------------

    /// Passes the verdicts of a tier-1 result into the windows of its series.
    void count(PathEvent.ResultCame came) {
        long series = came.result().series();
        int before = memory.windows().size();
        keepWindows(window -> window.series() != series || path.rule(window).isPresent());
        if (memory.windows().size() < before) {
            TierMachine.withdraw(this, "its rule is no longer in force");
        }
        came.verdicts().forEach(verdict -> count(series, verdict, came.result()));
    }

    private void count(long series, Verdict verdict, Result of) {
        var next = new ArrayList<>(memory.windows());
        Window before = next.stream()
                .filter(window -> window.of(series, verdict.rule()))
                .findFirst()
                .orElse(null);
        Window after = switch (verdict) {
            case Verdict.Breaches beyond -> breached(series, beyond, of, before);
            case Verdict.InBand band -> before == null ? null : before.inBand(band.rule());
            case Verdict.Clears clear -> before == null ? null : before.cleared(clear.rule());
        };
        next.remove(before);
        if (after != null && !after.over()) {
            next.add(after);
            if (after.tripped() && (before == null || !before.tripped())) {
                newlyTripped.add(after);
            }
        }
        memory = memory.with(next);
    }

    private Window breached(long series, Verdict.Breaches verdict, Result of, @Nullable Window before) {
        Breach breach = breach(of, verdict.rule(), verdict.value());
        newBreach = newBreach == null ? breach : newBreach;
        Window after =
                before == null ? Window.first(series, verdict.rule(), breach) : before.breached(verdict.rule(), breach);
        if (before != null && before.tripped()) {
            breachedAgain = after;
        }
        return after;
    }

    void keepWindows(Predicate<Window> which) {
        memory = memory.with(memory.windows().stream().filter(which).toList());
    }

    Optional<Breach> newBreach() {
        return Optional.ofNullable(newBreach);
    }

    List<Window> newlyTripped() {
        return newlyTripped;
    }

    boolean breachedAgain() {
        return breachedAgain != null || !newlyTripped.isEmpty();
    }

    /// Whether M of N can still be reached.
    boolean undecided() {
        return memory.windows().stream()
                .anyMatch(window -> path.rule(window).map(window::undecided).orElse(false));
    }

    /// The breach that confirmed: of what tripped now, else of what is tripped.
    Breach trippedBreach() {
        if (breachedAgain != null) {
            return breachedAgain.breach();
        }
        return (newlyTripped.isEmpty() ? memory.windows() : newlyTripped)
                .stream()
                        .filter(Window::tripped)
                        .map(Window::breach)
                        .findFirst()
                        .orElseThrow();
    }

    /// The path became suspect by the newest breach.
    void suspect() {
        memory = memory.because(newBreach != null ? newBreach : trippedBreach());
    }

    // --- what opened the path ----------------------------------------------------------------------

    Optional<Assignment.Item> causeItem() {
        Breach cause = memory.cause();
        return cause == null
                ? path.items().stream().findFirst()
                : path.item(Ids.series(path.probe(), path.target(), cause.check(), cause.family()));
    }

    String causeCheck() {
        Breach cause = memory.cause();
        return cause == null ? "" : cause.check();
    }

    Optional<Threshold> causeRule() {
        Breach cause = memory.cause();
        if (cause == null) {
            return Optional.empty();
        }
        long series = Ids.series(path.probe(), path.target(), cause.check(), cause.family());
        return path.rules().getOrDefault(series, List.of()).stream()
                .filter(rule -> rule.id().equals(cause.rule()))
                .findFirst();
    }

    static Breach breach(Result of, Threshold rule, double value) {
        return new Breach(
                of.id(),
                of.check(),
                of.family(),
                of.tier(),
                rule.metric(),
                value,
                rule.enter(),
                rule.id(),
                rule.version(),
                rule.severity());
    }

    String words(Breach breach) {
        return Words.of(breach);
    }

    String clearText() {
        return result == null ? "" : Words.clear(result, memory.cause());
    }

    // --- telling -----------------------------------------------------------------------------------

    void tell(Step step, PathState to, String text) {
        tell(step, to, text, Math.max(1, memory.deepest()), "");
    }

    void tell(Step step, PathState to, String text, int tier, String reason) {
        Breach breach = switch (step) {
            case SUSPECTED -> newBreach;
            case CONFIRMED, RELAPSED -> trippedBreach();
            default -> memory.cause();
        };
        tell(step, to, breach, tier, reason, text, List.of());
    }

    void tellWorsened(Breach breach) {
        tell(Step.WORSENED, state(), breach, Math.max(1, memory.deepest()), "", Words.of(breach), List.of());
    }

    void tellFound(@Nullable Breach breach, int tier, String text) {
        tell(Step.FOUND, state(), breach, tier, "", text, List.of());
    }

    private void tell(
            Step step,
            PathState to,
            @Nullable Breach breach,
            int tier,
            String reason,
            String text,
            List<UUID> ordered) {
        String rule = breach == null ? "" : breach.rule();
        UUID id = Ids.uuid(
                "escalation", path.probe(), path.target(), step.wireName(), setOffBy, Integer.toString(tier), rule);
        told.add(new Escalation(
                id,
                now,
                path.probe(),
                path.site(),
                path.target(),
                step,
                state(),
                to,
                tier,
                breach,
                result == null ? null : result.id(),
                ordered,
                reason,
                text,
                result != null && result.quality().simulated()));
    }

    // --- ordering ----------------------------------------------------------------------------------

    void order(Command command) {
        commands.add(command);
    }

    void orderTier(int tier, Assignment.Item item, PathState next, String text) {
        var ordered = Orders.tier(tier, item, path, causeId(), causeRuleVersion(), now);
        commands.addAll(ordered);
        tell(
                Step.DEEPENED,
                next,
                memory.cause(),
                tier,
                "",
                text,
                ordered.stream().map(Command::id).toList());
    }

    /// The breach's check to other targets: is it the path, or the probe?
    void compare() {
        if (path.entitlements().objection(Feature.ANALYSIS).isPresent()) {
            return; // the incident says so
        }
        causeItem().ifPresent(_ -> Orders.comparisons(path, causeId(), now).forEach(this::order));
    }

    private UUID causeId() {
        return result == null ? Ids.uuid("cause", setOffBy) : result.id();
    }

    private String causeRuleVersion() {
        Breach cause = memory.cause();
        return cause == null ? "none" : cause.rule() + '@' + cause.ruleVersion();
    }
}
