@NullMarked
package org.rollcall.cli.stack;

import org.jspecify.annotations.NullMarked;
