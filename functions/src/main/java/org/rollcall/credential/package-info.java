/** Temporary passwords. They are derived when needed and never stored. */
package org.rollcall.credential;
