/** {@code rollcall report}: prints the reports of jobs, and makes them again. */
@NullMarked
package org.rollcall.cli.report;

import org.jspecify.annotations.NullMarked;
