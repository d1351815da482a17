/** IDs and digests that all packages share. */
package org.rollcall.id;
