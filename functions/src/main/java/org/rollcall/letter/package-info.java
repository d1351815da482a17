/** Letters: templates, what they may see, and the mail made of them. */
@NullMarked
package org.rollcall.letter;

import org.jspecify.annotations.NullMarked;
