/** {@code rollcall serve}: serves a data folder as a stack to other programs. */
@NullMarked
package org.rollcall.cli.serve;

import org.jspecify.annotations.NullMarked;
