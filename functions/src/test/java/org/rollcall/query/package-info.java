@NullMarked
package org.rollcall.query;

import org.jspecify.annotations.NullMarked;
