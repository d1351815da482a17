/**
 * The sample institution: a made-up university library whose people exist only here, so that
 * Rollcall can be tried, shown and tested without anybody's personal data.
 */
@NullMarked
package org.rollcall.local.sample;

import org.jspecify.annotations.NullMarked;
