@NullMarked
package org.rollcall;

import org.jspecify.annotations.NullMarked;
