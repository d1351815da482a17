/** Changes of users: all kinds of change, and the rules that they share. */
package org.rollcall.change;
