/** Sends letters through Amazon SES. */
@NullMarked
package org.rollcall.letter.ses;

import org.jspecify.annotations.NullMarked;
