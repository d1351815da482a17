@NullMarked
package org.rollcall.local.endpoint;

import org.jspecify.annotations.NullMarked;
