/** Letter templates: Mustache with a fixed list of variables. */
@NullMarked
package org.rollcall.letter.template;

import org.jspecify.annotations.NullMarked;
