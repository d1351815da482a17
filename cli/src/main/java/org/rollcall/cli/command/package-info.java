/** What all commands share: the console, exit codes, errors and input files. */
@NullMarked
package org.rollcall.cli.command;

import org.jspecify.annotations.NullMarked;
