/** Letters: their files in the bucket, their variables, and their mail messages. */
@NullMarked
package org.rollcall.letter;

import org.jspecify.annotations.NullMarked;
