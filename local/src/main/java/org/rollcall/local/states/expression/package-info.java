/** Templates and their JSONata expressions: checks when a definition is loaded, and evaluation. */
package org.rollcall.local.states.expression;
