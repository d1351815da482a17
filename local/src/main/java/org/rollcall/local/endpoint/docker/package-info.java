/** Access for Docker containers to servers that listen on the loopback address. */
@NullMarked
package org.rollcall.local.endpoint.docker;

import org.jspecify.annotations.NullMarked;
