package io.waddleperf.policy;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Incident.Member;
import io.waddleperf.contracts.Incident.Scope;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An incident in one sentence, with numbers.
final class Sentences {
    private Sentences() {}

    /// @param all    paths that are broken, or were where none is any more
    /// @param breach  of the first of them, null where the probe is silent
    static String of(Scope scope, Collection<Member> all, @Nullable Breach breach) {
        List<Member> members = List.copyOf(all);
        if (members.stream().allMatch(member -> member.target().equals(Escalation.THE_PROBE))) {
            return silence(scope, members);
        }
        String does = breach == null ? "is broken" : Words.does(breach);
        String numbers = breach == null ? "" : " (" + Words.of(breach) + ')';
        return switch (scope.kind()) {
            case TARGET -> scope.subject() + ' ' + does + " from " + sites(members) + part(scope, "probes") + numbers;
            case PROBE -> "Probe " + scope.subject() + ": " + everything(scope, does, members) + numbers;
            case SITE -> "Site " + scope.subject() + ": " + everything(scope, does, members) + numbers;
            case PATH, UNKNOWN -> path(members, does) + numbers;
        };
    }

    private static String silence(Scope scope, List<Member> members) {
        return scope.kind() == Scope.Kind.SITE
                ? "Site " + scope.subject() + ": nothing comes from " + members.size() + " probes"
                : "Nothing comes from probe " + members.getFirst().probe();
    }

    private static String path(List<Member> members, String does) {
        Member first = members.getFirst();
        String more = members.size() == 1 ? "" : " and " + (members.size() - 1) + " more";
        return first.target() + ' ' + does + " from " + first.probe() + more + "; only this path";
    }

    private static String sites(List<Member> members) {
        long sites = members.stream().map(Member::site).distinct().count();
        return sites == 1 ? "site " + members.getFirst().site() + ", " : sites + " sites, ";
    }

    private static String part(Scope scope, String what) {
        return scope.broken() + " of " + scope.tested() + ' ' + what;
    }

    private static String everything(Scope scope, String does, List<Member> members) {
        long targets = members.stream().map(Member::target).distinct().count();
        String what = scope.broken() == scope.tested() ? "everything " + does : several(targets, does);
        return what + ", " + part(scope, "paths");
    }

    private static String several(long targets, String does) {
        if (targets == 1) {
            return "1 target " + does;
        }
        int end = does.indexOf(' ') < 0 ? does.length() : does.indexOf(' ');
        String verb = does.substring(0, end);
        String ofSeveral = switch (verb) {
            case "is" -> "are";
            case "does" -> "do";
            case "has" -> "have";
            case "carries" -> "carry";
            default -> verb.substring(0, verb.length() - 1);
        };
        return targets + " targets " + ofSeveral + does.substring(end);
    }
}
