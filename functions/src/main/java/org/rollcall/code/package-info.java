/** Code tables: the codes that a field may contain, and their descriptions. */
package org.rollcall.code;
