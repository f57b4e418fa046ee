/// How the system itself is: what a service knows of the servers and services around it.
@NullMarked
package io.waddleperf.api.system;

import org.jspecify.annotations.NullMarked;
