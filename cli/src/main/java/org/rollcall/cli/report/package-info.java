/** {@code rollcall report}: prints and rebuilds the reports of jobs. */
@NullMarked
package org.rollcall.cli.report;

import org.jspecify.annotations.NullMarked;
