/** Error codes, and the errors found in an input. */
@NullMarked
package org.rollcall.error;

import org.jspecify.annotations.NullMarked;
