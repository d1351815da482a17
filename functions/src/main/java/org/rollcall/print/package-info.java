/** Letters on paper, for people to whom no mail can be sent. See D-194. */
package org.rollcall.print;
