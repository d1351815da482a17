/** {@code rollcall run}: starts a job, follows it, and prints its result. */
@NullMarked
package org.rollcall.cli.run;

import org.jspecify.annotations.NullMarked;
