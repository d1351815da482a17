/** A job from its input to each user's outcome. */
@NullMarked
package org.rollcall.job;

import org.jspecify.annotations.NullMarked;
