/**
 * The JSON data that states pass on: text, trees and JSONata values, and the error of a failed
 * state.
 */
@NullMarked
package org.rollcall.local.states.data;

import org.jspecify.annotations.NullMarked;
