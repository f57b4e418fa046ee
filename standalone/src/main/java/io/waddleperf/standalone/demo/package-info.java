/// `up --demo`: a real shop behind a relay that can be broken, and a simulated fleet.
///
/// The shop, its relay and the probe's tests of it are real, on loopback. The fleet sends nothing:
/// each of its results says that it is simulated.
@NullMarked
package io.waddleperf.standalone.demo;

import org.jspecify.annotations.NullMarked;
