/**
 * An embedded Step Functions: its API and the stored executions.
 *
 * <p>The subpackages are an interpreter of the Amazon States Language with JSONata, from the lowest
 * to the highest layer: {@code expression}, {@code execution} and {@code definition}. {@link
 * org.rollcall.local.states.definition.StateMachine#load} reads a definition. It refuses a
 * definition that uses unsupported features. A definition that it accepts runs as on AWS. See
 * D-117.
 */
package org.rollcall.local.states;
