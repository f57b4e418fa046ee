/// How probes on other machines are let in, change what they are known by, and are shut out.
///
/// | path | for whom |
/// |---|---|
/// | `/api/v1/probe-enrolments`, `/api/v1/probe-identities` | administrators |
/// | `/api/v1/join`, `/api/v1/join/rotation` | probes: what they send says who they are |
@NullMarked
package io.waddleperf.api.joining;

import org.jspecify.annotations.NullMarked;
