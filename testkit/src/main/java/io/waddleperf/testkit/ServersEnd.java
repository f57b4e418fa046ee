package io.waddleperf.testkit;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Closes the servers of the tests when the last test has run.
public final class ServersEnd implements LauncherSessionListener {
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        JvmWide.closeAll();
    }
}
