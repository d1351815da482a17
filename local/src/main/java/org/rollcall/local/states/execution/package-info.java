/**
 * One execution: its context, the data and the errors of its states, its history, and what it uses
 * from outside the interpreter.
 */
package org.rollcall.local.states.execution;
