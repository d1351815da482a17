/** What SES tells of letters after it has taken them, and where that is kept. */
@NullMarked
package org.rollcall.delivery;

import org.jspecify.annotations.NullMarked;
