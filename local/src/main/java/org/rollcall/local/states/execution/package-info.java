/**
 * Running a graph of states: the context, the execution of one state, and the transition to the
 * next.
 */
@NullMarked
package org.rollcall.local.states.execution;

import org.jspecify.annotations.NullMarked;
