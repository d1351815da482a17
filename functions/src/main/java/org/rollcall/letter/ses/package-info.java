/** Sends letters through Amazon SES. */
package org.rollcall.letter.ses;
