/**
 * Running a graph of states: the context, the execution of one state, and the transition to the
 * next.
 */
package org.rollcall.local.states.execution;
