/**
 * The {@code rollcall} command with its small subcommands. Larger subcommands have packages of
 * their own, named for the subcommand; {@code command} and {@code stack} are shared by all.
 */
package org.rollcall.cli;
