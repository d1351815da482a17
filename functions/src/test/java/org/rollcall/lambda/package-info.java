@NullMarked
package org.rollcall.lambda;

import org.jspecify.annotations.NullMarked;
