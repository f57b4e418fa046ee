/// What the port of every service answers besides its own work.
@NullMarked
package io.waddleperf.service;

import org.jspecify.annotations.NullMarked;
