/** AWS services that no library runs in Java, in the little that Rollcall asks of them. */
@NullMarked
package org.rollcall.local.endpoint;

import org.jspecify.annotations.NullMarked;
