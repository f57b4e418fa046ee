/// Accounts with their passwords, sessions and tokens, and the gate that asks each request for them.
@NullMarked
package io.waddleperf.api.accounts;

import org.jspecify.annotations.NullMarked;
