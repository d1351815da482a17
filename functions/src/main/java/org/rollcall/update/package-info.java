/** The state "Update users": changes the users of a chunk. */
package org.rollcall.update;
