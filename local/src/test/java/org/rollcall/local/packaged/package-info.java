/** Runs the template's functions from the packaged jar in Lambda's runtime. See D-097. */
package org.rollcall.local.packaged;
