/** Error codes, and the errors found in an input. */
package org.rollcall.error;
