/** Decides what loaded records do to stored users. */
package org.rollcall.local.load;
