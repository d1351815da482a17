/** The state type Map, inline and distributed. */
package org.rollcall.local.states.map;
