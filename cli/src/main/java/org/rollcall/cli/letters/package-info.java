/** {@code rollcall letters}: lists, checks and previews letters. */
@NullMarked
package org.rollcall.cli.letters;

import org.jspecify.annotations.NullMarked;
