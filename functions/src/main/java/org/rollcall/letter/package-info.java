/** Letters: their files in the bucket, and their variables. */
@NullMarked
package org.rollcall.letter;

import org.jspecify.annotations.NullMarked;
