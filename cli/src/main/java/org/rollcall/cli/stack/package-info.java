/** The stack on which commands work: the embedded stack on a data folder, or a stack on AWS. */
@NullMarked
package org.rollcall.cli.stack;

import org.jspecify.annotations.NullMarked;
