/** IDs that all packages share. */
package org.rollcall.id;
