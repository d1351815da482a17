/** Letters on paper, for people without a usable email address. See D-194. */
package org.rollcall.print;
