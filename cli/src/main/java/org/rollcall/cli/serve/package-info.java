/** {@code rollcall serve}: runs the embedded stack for other programs. */
@NullMarked
package org.rollcall.cli.serve;

import org.jspecify.annotations.NullMarked;
