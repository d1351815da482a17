/**
 * The {@code rollcall} command with its small subcommands. Larger subcommands have packages of
 * their own, named for the subcommand; {@code command} and {@code stack} are shared by all.
 */
@NullMarked
package org.rollcall.cli;

import org.jspecify.annotations.NullMarked;
