@NullMarked
package org.rollcall.local.endpoint.ses;

import org.jspecify.annotations.NullMarked;
