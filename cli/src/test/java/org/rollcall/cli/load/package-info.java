@NullMarked
package org.rollcall.cli.load;

import org.jspecify.annotations.NullMarked;
