/** Templates and their JSONata expressions: checks when a definition is loaded, and evaluation. */
@NullMarked
package org.rollcall.local.states.expression;

import org.jspecify.annotations.NullMarked;
