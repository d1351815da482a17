/** The state types except Map, and what states share: transitions, retriers and catchers. */
package org.rollcall.local.states.type;
