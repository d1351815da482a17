/** Reading the fields of a definition, and the faults that are found in it. */
package org.rollcall.local.states.definition;
