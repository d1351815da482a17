/** State machines: reading a definition, the state types, and running a graph of states. */
@NullMarked
package org.rollcall.local.states.definition;

import org.jspecify.annotations.NullMarked;
