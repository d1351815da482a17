/** The state types except Map, and what states share: transitions, retriers and catchers. */
@NullMarked
package org.rollcall.local.states.type;

import org.jspecify.annotations.NullMarked;
