@NullMarked
package org.rollcall.local.states;

import org.jspecify.annotations.NullMarked;
