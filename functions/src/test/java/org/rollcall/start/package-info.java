@NullMarked
package org.rollcall.start;

import org.jspecify.annotations.NullMarked;
