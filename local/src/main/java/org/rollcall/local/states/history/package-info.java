/** The events of an execution and the progress of its map runs. */
package org.rollcall.local.states.history;
