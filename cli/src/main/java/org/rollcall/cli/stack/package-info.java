/** The stack on which commands work: the embedded stack on a data folder, or a stack on AWS. */
package org.rollcall.cli.stack;
