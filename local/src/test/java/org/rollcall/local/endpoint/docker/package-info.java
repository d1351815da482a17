@NullMarked
package org.rollcall.local.endpoint.docker;

import org.jspecify.annotations.NullMarked;
