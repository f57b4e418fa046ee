package io.waddleperf.probe.ssh;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import java.io.IOException;
import java.util.Objects;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexProposalOption;
import org.jspecify.annotations.Nullable;

/// One session over a connection whose banner was read: as far as the check gives the means.
final class SshRun {
    private final SshLibrary mina;
    private final Plan plan;
    private final SshFindings findings;

    /// @param credential null: the run ends after the key exchange
    record Plan(
            SshSpec spec,
            @Nullable Credential credential,
            Destination destination,
            Deadline deadline,
            SshFindings findings) {
        /// Nobody logs in by this name: without a credential no login is tried.
        String user() {
            return Objects.requireNonNullElse(spec.user(), "none");
        }
    }

    SshRun(SshLibrary mina, Plan plan) {
        this.mina = mina;
        this.plan = plan;
        this.findings = plan.findings();
    }

    void run(SocketSession.Greeted greeted) throws IOException {
        var watch = new Watch(plan.spec().hostKey(), plan.deadline(), findings);
        var session =
                mina.session(greeted, watch, plan.user(), plan.destination().socketAddress());
        try {
            exchangeKeys(session, watch);
            var credential = plan.credential();
            if (credential == null) {
                findings.ready("none");
            } else if (mayHave(credential)) {
                logIn(session, watch, credential);
                findings.ready(credential.method());
                new Echoes(session, plan.deadline(), findings).run(plan.spec().count());
            }
            session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "test done");
        } finally {
            session.close(true);
        }
    }

    private void exchangeKeys(ClientSession session, Watch watch) throws IOException {
        long endNanos = watch.establishedNanos();
        long startNanos = ((SocketSession) session.getIoSession()).firstWriteNanos();
        findings.phase(Metric.KEY_EXCHANGE_US, (endNanos - startNanos) / 1_000.0);
        String cipher = bothWays(session, KexProposalOption.C2SENC, KexProposalOption.S2CENC);
        boolean authenticates = cipher.contains("gcm") || cipher.contains("poly1305");
        findings.agreed(new SshFindings.Agreed(
                session.getNegotiatedKexParameter(KexProposalOption.ALGORITHMS),
                cipher,
                authenticates ? "implicit" : bothWays(session, KexProposalOption.C2SMAC, KexProposalOption.S2CMAC)));
    }

    private static String bothWays(ClientSession session, KexProposalOption there, KexProposalOption back) {
        String one = session.getNegotiatedKexParameter(there);
        String other = session.getNegotiatedKexParameter(back);
        return one.equals(other) ? one : one + '/' + other;
    }

    /// A password would be known to whoever answers here; a key proves itself without being told.
    private boolean mayHave(Credential credential) {
        if (credential instanceof Credential.Password && plan.spec().hostKey() == null) {
            var seen = findings.hostKey();
            findings.failed(
                    Failure.HOST_KEY,
                    "no password is sent to a server whose key nobody vouches for: if " + seen.fingerprint() + " ("
                            + seen.type() + ") is its key, give it as hostKey");
            return false;
        }
        return true;
    }

    private void logIn(ClientSession session, Watch watch, Credential credential) throws IOException {
        credential.addTo(session);
        long startNanos = plan.deadline().ticker().nanos();
        try {
            session.auth().verify(plan.deadline().remainingMillis());
            findings.phase(Metric.AUTHENTICATION_US, (watch.authenticatedNanos() - startNanos) / 1_000.0);
        } catch (SshException e) {
            if (!plan.deadline().passed()) {
                findings.failed(
                        Failure.AUTHENTICATION,
                        "the server did not let " + plan.user() + " in by " + credential.method() + ": "
                                + Banner.shown(String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }
}
