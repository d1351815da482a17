/** State machines: reading a definition, the state types, and running a graph of states. */
package org.rollcall.local.states.definition;
