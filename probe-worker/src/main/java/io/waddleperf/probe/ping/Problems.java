package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Errno;
import java.net.InetAddress;

/// What ICMP errors and error numbers mean for a ping.
public final class Problems {
    private static final int UNREACHABLE = 3;
    private static final int TIME_EXCEEDED = 11;
    private static final int UNREACHABLE6 = 1;
    private static final int TOO_BIG6 = 2;
    private static final int TIME_EXCEEDED6 = 3;

    private Problems() {}

    /// Destination unreachable and time exceeded of RFC 792 and RFC 1122.
    public static Outcome.Failed ofIcmp(ExtendedError error) {
        String what = switch (error.type()) {
            case UNREACHABLE ->
                switch (error.code()) {
                    case 0, 6, 11 -> "network unreachable";
                    case 1, 7, 12 -> "host unreachable";
                    case 2 -> "protocol unreachable";
                    case 3 -> "port unreachable";
                    case 4 -> "packet too big";
                    case 9, 10, 13 -> "administratively prohibited";
                    default -> "destination unreachable";
                };
            case TIME_EXCEEDED -> "time to live exceeded";
            default -> Errno.name(error.errno());
        };
        return told(what, error);
    }

    /// Destination unreachable, packet too big and time exceeded of RFC 4443.
    public static Outcome.Failed ofIcmp6(ExtendedError error) {
        String what = switch (error.type()) {
            case UNREACHABLE6 ->
                switch (error.code()) {
                    case 0 -> "no route";
                    case 1 -> "administratively prohibited";
                    case 3 -> "address unreachable";
                    case 4 -> "port unreachable";
                    default -> "destination unreachable";
                };
            case TOO_BIG6 -> "packet too big";
            case TIME_EXCEEDED6 -> "hop limit exceeded";
            default -> Errno.name(error.errno());
        };
        return told(what, error);
    }

    public static Outcome.Failed ofErrno(int errno, int payloadBytes) {
        if (Errno.noRoute(errno)) {
            return new Outcome.Failed(Failure.NO_ROUTE, "this machine knows no way there: " + Errno.name(errno));
        }
        return new Outcome.Failed(
                Failure.IO,
                switch (errno) {
                    case Errno.EPERM -> "this machine's firewall forbids it: " + Errno.name(errno);
                    case Errno.EMSGSIZE -> payloadBytes + " bytes do not fit the path: " + Errno.name(errno);
                    case Errno.EAFNOSUPPORT -> "this machine has no such address family: " + Errno.name(errno);
                    default -> Errno.name(errno);
                });
    }

    private static Outcome.Failed told(String what, ExtendedError error) {
        InetAddress offender = error.offender();
        String by = offender == null ? "" : ", says " + offender.getHostAddress();
        return new Outcome.Failed(Failure.NO_ROUTE, what + by + " (ICMP " + error.type() + '/' + error.code() + ')');
    }
}
