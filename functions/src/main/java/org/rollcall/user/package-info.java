/** Users: records in Alma's format, and the values in them. */
package org.rollcall.user;
