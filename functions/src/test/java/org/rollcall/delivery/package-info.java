/** SES's events, as documented and as nobody should send them. */
package org.rollcall.delivery;
