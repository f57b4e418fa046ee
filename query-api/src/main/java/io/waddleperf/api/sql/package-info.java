/// JDBC in the few forms that this service needs.
@NullMarked
package io.waddleperf.api.sql;

import org.jspecify.annotations.NullMarked;
