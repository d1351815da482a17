/** {@code rollcall run}: starts a job, follows it, and prints its result. */
package org.rollcall.cli.run;
