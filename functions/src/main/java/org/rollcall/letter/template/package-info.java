/** Letter templates: Mustache with a fixed list of names. */
@NullMarked
package org.rollcall.letter.template;

import org.jspecify.annotations.NullMarked;
