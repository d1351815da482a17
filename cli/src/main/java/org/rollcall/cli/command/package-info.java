/** What all commands share: the console, exit codes, errors and input files. */
package org.rollcall.cli.command;
