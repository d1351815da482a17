/** {@code rollcall load}: loads users into the table. */
package org.rollcall.cli.load;
