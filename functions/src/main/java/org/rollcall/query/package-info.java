/** Evaluates JSONata expressions on JSON values, with limits for work and memory. */
@NullMarked
package org.rollcall.query;

import org.jspecify.annotations.NullMarked;
