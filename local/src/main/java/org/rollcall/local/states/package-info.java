/**
 * An embedded Step Functions: its API, and an interpreter of the Amazon States Language with
 * JSONata.
 *
 * <p>{@link org.rollcall.local.states.StateMachine#load} reads a definition. It refuses a
 * definition that uses unsupported features, with all faults. A definition that it accepts runs as
 * on AWS. {@link org.rollcall.local.states.StepFunctionsService} is the API.
 *
 * <p>The subpackages, from the lowest to the highest layer: {@code data}, {@code services}, {@code
 * expression}, {@code definition}, {@code history}, {@code execution}, {@code type} and {@code
 * map}.
 */
package org.rollcall.local.states;
