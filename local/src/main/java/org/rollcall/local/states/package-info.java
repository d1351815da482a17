/**
 * Step Functions on one machine: a strict interpreter of the Amazon States Language in its JSONata
 * dialect, and the API in front of it.
 *
 * <p>{@link org.rollcall.local.states.StateMachine#load} reads a definition and refuses whatever
 * the interpreter does not know, naming every such place. What it accepts it runs as AWS does.
 * {@link org.rollcall.local.states.StepFunctionsService} is the API; the interfaces {@link
 * org.rollcall.local.states.services.LambdaFunctions}, {@link
 * org.rollcall.local.states.services.S3Objects} and {@link org.rollcall.local.states.services.Time}
 * are what it needs from the world.
 */
@NullMarked
package org.rollcall.local.states;

import org.jspecify.annotations.NullMarked;
