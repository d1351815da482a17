/** SES's events, as documented and as nobody should send them. */
@NullMarked
package org.rollcall.delivery;

import org.jspecify.annotations.NullMarked;
