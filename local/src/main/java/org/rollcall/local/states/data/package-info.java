/** The data of states: JSON, timestamps, and the error of a failed state. */
package org.rollcall.local.states.data;
