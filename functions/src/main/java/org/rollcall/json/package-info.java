/** JSON: reading, writing, and the errors in it. */
package org.rollcall.json;
