@NullMarked
package org.rollcall.local.stack;

import org.jspecify.annotations.NullMarked;
