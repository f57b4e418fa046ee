/// People and programs that a provider of OpenID Connect knows: its tokens, and what they make of somebody here.
@NullMarked
package io.waddleperf.api.oidc;

import org.jspecify.annotations.NullMarked;
