/** Access for Docker containers to servers that listen on the loopback address. */
package org.rollcall.local.endpoint.docker;
