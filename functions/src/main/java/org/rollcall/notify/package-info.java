/** The state "Notify users": sends the letters of a chunk. */
package org.rollcall.notify;
