/** Sets: the members of a job. */
package org.rollcall.set;
