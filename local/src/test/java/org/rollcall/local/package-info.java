@NullMarked
package org.rollcall.local;

import org.jspecify.annotations.NullMarked;
