/** Reading the fields of a definition, and the faults that are found in it. */
@NullMarked
package org.rollcall.local.states.definition;

import org.jspecify.annotations.NullMarked;
