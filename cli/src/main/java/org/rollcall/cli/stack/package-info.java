/** What the commands work on: the embedded stack on a data folder, or one that is deployed. */
@NullMarked
package org.rollcall.cli.stack;

import org.jspecify.annotations.NullMarked;
