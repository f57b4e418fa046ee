/// The policy in virtual time: a fleet, faults whose truth is known, and rules that must always hold.
@NullMarked
package io.waddleperf.policy.simulation;

import org.jspecify.annotations.NullMarked;
