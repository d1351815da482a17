/** The state type Map, inline and distributed. */
@NullMarked
package org.rollcall.local.states.map;

import org.jspecify.annotations.NullMarked;
