/** The clock of the process. */
package org.rollcall.time;
