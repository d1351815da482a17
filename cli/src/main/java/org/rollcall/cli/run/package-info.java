/** {@code rollcall run}: starts a job and follows it to its end. */
@NullMarked
package org.rollcall.cli.run;

import org.jspecify.annotations.NullMarked;
